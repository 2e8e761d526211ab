"""Pictures as SVG, made at build time. Pure: values in, text out; every word and colour comes from outside."""
