#!/bin/sh
# How the files beside this one were made, on Debian 12, by programs other than the one that reads
# them: netpbm 11, GraphicsMagick 1.4, libtiff 4.5, libjpeg-turbo 2.1, libwebp 1.2, exiftool 12.57,
# gifsicle 1.93, apngasm 2.91, libheif 1.15, and the profiles of icc-profiles-free 2.0.
# Those in color have their upper left quarter red (200, 30, 30), the upper right one green
# (40, 160, 60) and the lower half blue (30, 70, 200); those in grey go from black, at the left, to
# white. Nobody is called A. Person, and nothing was ever photographed.
set -eu
work=$(mktemp -d)
icc=/usr/share/color/icc
ppmmake '#c81e1e' 60 40 > $work/red.ppm
ppmmake '#28a03c' 60 40 > $work/green.ppm
ppmmake '#1e46c8' 120 40 > $work/blue.ppm
pamcat -leftright $work/red.ppm $work/green.ppm > $work/upper.ppm
pamcat -topbottom $work/upper.ppm $work/blue.ppm > $work/flag.ppm
pgmramp -lr -maxval=65535 120 80 > $work/ramp16.pgm
pgmramp -lr 120 80 > $work/ramp.pgm

# PNG
pnmtopng -quiet $work/ramp16.pgm > grey16.png
pnmtopng -quiet -interlace $work/ramp16.pgm > grey16-interlaced.png
pnmtopng -quiet -alpha $work/ramp.pgm $work/ramp.pgm > grey-alpha.png
pnmtopng -quiet -gamma 1.0 $work/ramp.pgm > linear.png
pbmtext FK506 | pnmtopng -quiet > bilevel.png
pnmtopng -quiet $work/flag.ppm > palette.png
pnmtopng -quiet -transparent '#28a03c' $work/flag.ppm > palette-transparent.png
pnmtopng -quiet -alpha $work/ramp.pgm $work/flag.ppm > rgb-alpha.png
pamdepth -quiet 65535 $work/flag.ppm | pnmtopng -quiet > rgb16.png
pnmtopng -quiet -alpha $work/ramp16.pgm $work/ramp16.pgm > grey16-alpha.png
gm convert $work/flag.ppm -profile $icc/sRGB.icc -profile $icc/LStar-RGB.icc lstar.png
cp palette.png telephone.png
exiftool -q -overwrite_original -EXIF:Orientation#=6 -EXIF:Make=Made-Up -EXIF:GPSLatitude=52.3731 \
  -PNG:Comment='seen in room 4' -PNG:CreationTime='2026:02:03 04:05:06' -XMP-dc:Creator='A. Person' \
  telephone.png

# TIFF
gm convert $work/ramp16.pgm -compress Zip grey16.tif
pamcut -height 12 $work/ramp16.pgm | gm convert pgm:- -compress None -endian MSB grey16-big-endian.tif
gm convert $work/ramp16.pgm -negate -compress LZW white-is-zero16.tif
tiffset -s 262 0 white-is-zero16.tif
gm convert $work/flag.ppm -compress Zip rgb.tif
tiffcp -p separate -c zip rgb.tif planar.tif
tiffcp -c zip -t -w 64 -l 64 rgb.tif tiled.tif
tiffcp rgb.tif planar.tif two-pages.tif
pnmtotiffcmyk $work/flag.ppm > $work/cmyk.tif
tiffcp -c zip $work/cmyk.tif cmyk.tif
pamdepth -quiet 4095 $work/ramp16.pgm | pamtopnm > $work/ramp12.pgm
{ printf 'P5\n120 80\n65535\n'; tail -c 19200 $work/ramp12.pgm; } | gm convert pgm:- -compress Zip dark16.tif
dd if=/dev/zero of=$work/zeros bs=9600 count=1 2> /dev/null
raw2tiff -w 60 -l 40 -d float -c packbits $work/zeros float32.tif
raw2tiff -w 60 -l 40 -d long -c packbits $work/zeros integer32.tif

# JPEG
cjpeg -quality 90 $work/flag.ppm > rgb.jpg
cjpeg -quality 90 -progressive $work/flag.ppm > progressive.jpg
cjpeg -quality 90 -arithmetic $work/flag.ppm > arithmetic.jpg
cjpeg -quality 90 -grayscale $work/ramp.pgm > grey.jpg
gm convert cmyk.tif -quality 90 cmyk-adobe.jpg
cp cmyk-adobe.jpg cmyk-no-marker.jpg
exiftool -q -overwrite_original -Adobe:All= cmyk-no-marker.jpg
gm convert $work/flag.ppm -profile $icc/sRGB.icc -profile $icc/compatibleWithAdobeRGB1998.icc \
  -quality 95 adobe-rgb.jpg
cjpeg -quality 60 $work/flag.ppm > $work/thumbnail.jpg
gm convert $work/flag.ppm -rotate 270 -quality 90 telephone.jpg
exiftool -q -overwrite_original -Orientation#=6 -Make=Made-Up -Model='Phone 9' -SerialNumber=SN-4711 \
  -Software='Gel 1.0' -DateTimeOriginal='2026:02:03 04:05:06' -GPSLatitude=52.3731 \
  -GPSLatitudeRef=N -GPSLongitude=4.8922 -GPSLongitudeRef=E -Artist='A. Person' \
  "-ThumbnailImage<=$work/thumbnail.jpg" -XMP-dc:Creator='A. Person' -IPTC:City=Amsterdam \
  -Comment='seen in room 4' telephone.jpg

# WebP, GIF, APNG, HEIC
cwebp -quiet -q 90 $work/flag.ppm -o lossy.webp
cwebp -quiet -lossless rgb-alpha.png -o lossless.webp
cwebp -quiet -q 90 -metadata all telephone.jpg -o telephone.webp
pnmremap -quiet -mapfile=$work/flag.ppm $work/flag.ppm | pamtogif -quiet > still.gif
gifsicle --delay 10 --loop still.gif still.gif --flip-horizontal still.gif > animated.gif
cwebp -quiet -q 90 $work/ramp.pgm -o $work/ramp.webp
webpmux -frame lossy.webp +100 -frame $work/ramp.webp +100 -o animated.webp 2> /dev/null
gm convert palette.png -flip $work/flipped.png
cp palette.png $work/frame1.png
mv $work/flipped.png $work/frame2.png
apngasm animated.png $work/frame1.png $work/frame2.png > /dev/null
heif-enc -q 50 rgb.jpg -o telephone.heic > /dev/null
rm -rf $work
