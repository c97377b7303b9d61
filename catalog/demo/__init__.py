"""The demo catalog of a made-up supplier: site settings and one draft document per product."""
