"""Take the README's pictures of a demo that is being served: a product page and its datasheet."""

import shutil
import subprocess
import sys
import tempfile
import urllib.request
from pathlib import Path

from playwright.sync_api import sync_playwright

FOLDER = Path(__file__).resolve().parent.parent / "docs"
PRODUCT = "/products/ALQ-1001/"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


def take_page(site: str) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        page = browser.new_page(viewport={"width": 1280, "height": 960})
        for _ in range(2):  # the second time with the fonts in the cache
            page.goto(site + PRODUCT, wait_until="networkidle")
        page.screenshot(path=FOLDER / "product-page.png")
        browser.close()


def take_datasheet(site: str) -> None:
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        with urllib.request.urlopen(f"{site}{PRODUCT}datasheet.pdf") as answer:
            file.write(answer.read())
        file.flush()
        picture = FOLDER / "datasheet"
        subprocess.run(
            ["pdftoppm", "-png", "-r", "96", "-singlefile", file.name, picture], check=True
        )


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    take_page(sys.argv[1])
    take_datasheet(sys.argv[1])
