"""What the portal's pages are measured against: Flask with and without a template, no database."""

from flask import Flask, render_template_string

app = Flask(__name__)
# A page of the size of a site page, rendered and not just sent.
_ROWS = (
    "{% for n in range(60) %}<li class='row' id='r{{ n }}'>工钱没给够，在这里反映</li>{% endfor %}"
)


@app.get("/healthz")
def empty() -> str:
    return "ok"


@app.get("/page")
def page() -> str:
    return render_template_string(f"<!doctype html><html><body><ul>{_ROWS}</ul></body></html>")
