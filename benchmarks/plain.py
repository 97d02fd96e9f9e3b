"""What the portal's pages are measured against: Flask alone, without a database and without
anything else of ours around the view."""

from flask import Flask, render_template

from config import Config
from portal import TEMPLATES
from portal.domain.codes import complete
from portal.web import assets, filters, public
from portal.web.public.hotline import hotline_of
from portal.web.public.place import at_site
from portal.web.public.site import Front

SITE = Front(
    id=1,
    code=complete("4719300"),
    name="示例·成纪新城安置房一期",
    region="620502",
    pay_day="每月20日",
    is_finished=False,
    contractor="示例西秦建筑工程有限公司",
    hotline=hotline_of("示例·秦州区劳动保障监察大队", "0000-0001001"),
    scanned=complete("4719300"),
)

app = Flask("plain", template_folder=str(TEMPLATES), static_folder=None)
app.extensions["portal"] = Config()
app.jinja_env.trim_blocks = True
app.jinja_env.lstrip_blocks = True
assets.init_app(app)
filters.init_app(app)
public.init_app(app)


@app.get("/empty")
def empty() -> str:
    """What Flask itself costs."""
    return "ok"


@app.get("/page")
def page() -> str:
    """The site's page word for word, of a site that is always there."""
    at_site(SITE)
    return render_template("public/site.html", site=SITE, p=None)
