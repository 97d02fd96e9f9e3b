"""Every setting, from the environment: typed, frozen, safe when unset. Nothing else reads it."""

import json
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

# What may be given a period, and how a period is written.
KEPT = ("complaint", "report", "enquiry", "broken_call", "draft", "lost_code")
PERIOD = re.compile(r"[1-9]\d{0,3}[ymd]")


class BadSetting(ValueError):
    """A setting in the environment cannot be used; the message says which and what to write."""


@dataclass(frozen=True)
class Config:
    """The settings of one installation. Defaults are safe in production and public."""

    data_dir: Path = Path("var")
    database_url: str = field(default="", repr=False)
    key_file: Path | None = None
    evidence_url: str = ""
    s3_access_key: str = field(default="", repr=False)
    s3_secret_key: str = field(default="", repr=False)
    public_base_url: str = "http://127.0.0.1:8000"
    trusted_proxies: int = 0
    rate_limit_storage: str = field(default="memory://", repr=False)
    rate_limits: bool = True
    organiser: str = "天水市人力资源和社会保障局"
    organiser_phone: str = ""
    site_domain: str = ""
    site_id_code: str = ""
    icp_no: str = ""
    police_no: str = ""
    find_error_url: str = ""
    session_minutes: int = 12 * 60
    messenger: str = field(default="log", repr=False)
    sms_url: str = field(default="", repr=False)
    sms_token: str = field(default="", repr=False)
    sms_body: str = field(default="", repr=False)
    sms_expect: str = ""
    print_worker: str = "start"
    count_every_seconds: int = 5
    decision_days: int = 15
    transfer_reply_days: int = 5
    dispute_days: int = 5
    answer_days: int = 5
    office_targets: tuple[int, int, int] = (1, 3, 15)
    bulk_limit: int = 200
    staff_messenger: str = field(default="", repr=False)
    retention: tuple[tuple[str, str], ...] = ()
    retention_source: str = ""
    group_window_days: int = 30
    group_heads: int = 10
    group_amount_yuan: int = 100_000
    group_complaints: int = 3
    group_within_days: int = 7
    group_representatives: int = 5
    document_words: Mapping[str, str] = field(default_factory=dict)
    remedy_notice: str = ""

    @property
    def sqlalchemy_url(self) -> str:
        """The database address; SQLite under the data folder unless DATABASE_URL names another."""
        return self.database_url or f"sqlite:///{self.data_dir.resolve() / 'portal.db'}"

    @property
    def keys_path(self) -> Path:
        """Where the keys lie: outside the database, readable by the portal alone."""
        return self.key_file or self.data_dir / "keys.json"

    @property
    def evidence_path(self) -> Path:
        """Where photos lie, sealed, unless EVIDENCE_URL names an S3-compatible store."""
        return self.data_dir / "evidence"

    @property
    def prints_path(self) -> Path:
        """Where a batch of boards lies while it is set; what is done is sealed and stored."""
        return self.data_dir / "prints"

    @property
    def is_https(self) -> bool:
        """Whether people reach the portal over HTTPS, so that cookies are marked Secure."""
        return self.public_base_url.startswith("https://")

    @property
    def tells_workers(self) -> bool:
        """Whether workers are told by message what becomes of their complaint."""
        return self.messenger != "off"

    @property
    def unset_for_publication(self) -> tuple[str, ...]:
        """The settings that a government page must have and this installation has not."""
        wanted = {
            "SITE_DOMAIN": self.site_domain,
            "SITE_ID_CODE": self.site_id_code,
            "ICP_NO": self.icp_no,
            "POLICE_NO": self.police_no,
            "FIND_ERROR_URL": self.find_error_url,
            "ORGANISER_PHONE": self.organiser_phone,
            "PUBLIC_BASE_URL": "" if "127.0.0.1" in self.public_base_url else "set",
        }
        return tuple(name for name, value in wanted.items() if not value)


def from_environment(environment: Mapping[str, str] = os.environ) -> Config:
    """Read the settings; a name that is unset or empty keeps its default. Raises BadSetting."""

    def text(name: str, default: str) -> str:
        return environment.get(name, "").strip() or default

    defaults = Config()
    return Config(
        data_dir=Path(text("DATA_DIR", str(defaults.data_dir))),
        database_url=_database_url(text("DATABASE_URL", "")),
        key_file=Path(path) if (path := text("KEY_FILE", "")) else None,
        evidence_url=_evidence_url(text("EVIDENCE_URL", "")),
        s3_access_key=text("S3_ACCESS_KEY", ""),
        s3_secret_key=text("S3_SECRET_KEY", ""),
        public_base_url=_base_url(text("PUBLIC_BASE_URL", defaults.public_base_url)),
        trusted_proxies=_number("TRUSTED_PROXIES", text("TRUSTED_PROXIES", "0")),
        rate_limit_storage=_rate_limits(text("RATE_LIMIT_STORAGE", defaults.rate_limit_storage)),
        organiser=text("ORGANISER", defaults.organiser),
        organiser_phone=text("ORGANISER_PHONE", ""),
        site_domain=text("SITE_DOMAIN", ""),
        site_id_code=text("SITE_ID_CODE", ""),
        icp_no=text("ICP_NO", ""),
        police_no=text("POLICE_NO", ""),
        find_error_url=text("FIND_ERROR_URL", ""),
        session_minutes=_number(
            "SESSION_MINUTES", text("SESSION_MINUTES", str(defaults.session_minutes))
        ),
        messenger=_messenger(text("MESSENGER", defaults.messenger), text("SMS_URL", "")),
        sms_url=text("SMS_URL", ""),
        sms_token=text("SMS_TOKEN", ""),
        sms_body=_json_object("SMS_BODY", text("SMS_BODY", "")),
        sms_expect=text("SMS_EXPECT", ""),
        print_worker=_print_worker(text("PRINT_WORKER", defaults.print_worker)),
        count_every_seconds=_number(
            "COUNT_EVERY_SECONDS",
            text("COUNT_EVERY_SECONDS", str(defaults.count_every_seconds)),
        ),
        decision_days=_days("DECISION_DAYS", text("DECISION_DAYS", "15")),
        transfer_reply_days=_days("TRANSFER_REPLY_DAYS", text("TRANSFER_REPLY_DAYS", "5")),
        dispute_days=_days("DISPUTE_DAYS", text("DISPUTE_DAYS", "5")),
        answer_days=_days("ANSWER_DAYS", text("ANSWER_DAYS", "5")),
        office_targets=_targets(text("OFFICE_TARGETS", "1/3/15")),
        bulk_limit=_bulk_limit(text("BULK_LIMIT", "200")),
        staff_messenger=_staff_messenger(text("STAFF_MESSENGER", "")),
        retention=_retention(text("RETENTION", ""), text("RETENTION_SOURCE", "")),
        retention_source=text("RETENTION_SOURCE", "")[:200],
        group_window_days=_limit("GROUP_WINDOW_DAYS", text("GROUP_WINDOW_DAYS", "30")),
        group_heads=_limit("GROUP_HEADS", text("GROUP_HEADS", "10")),
        group_amount_yuan=_limit("GROUP_AMOUNT_YUAN", text("GROUP_AMOUNT_YUAN", "100000")),
        group_complaints=_limit("GROUP_COMPLAINTS", text("GROUP_COMPLAINTS", "3")),
        group_within_days=_limit("GROUP_WITHIN_DAYS", text("GROUP_WITHIN_DAYS", "7")),
        group_representatives=_limit("GROUP_REPRESENTATIVES", text("GROUP_REPRESENTATIVES", "5")),
        document_words=_words("DOCUMENT_WORDS", text("DOCUMENT_WORDS", "")),
        remedy_notice=text("REMEDY_NOTICE", ""),
    )


def _database_url(text: str) -> str:
    """The address with its driver named: the short forms mean psycopg 3."""
    for short in ("postgres://", "postgresql://"):
        if text.startswith(short):
            return "postgresql+psycopg://" + text.removeprefix(short)
    if text and not text.startswith(("sqlite:///", "postgresql+psycopg://")):
        raise BadSetting("DATABASE_URL 要以 postgresql:// 或 sqlite:/// 开头")
    return text


def _rate_limits(text: str) -> str:
    if not text.startswith(("memory://", "redis://", "rediss://", "redis+")):
        raise BadSetting("RATE_LIMIT_STORAGE 要写成 memory:// 或 redis://主机:端口")
    return text


def _evidence_url(text: str) -> str:
    parts = urlsplit(text)
    endpoint = urlsplit(parse_qs(parts.query).get("endpoint", ["https://x"])[0])
    is_s3 = parts.scheme == "s3" and parts.netloc and endpoint.scheme in ("http", "https")
    if text and not (is_s3 and endpoint.hostname):
        raise BadSetting(
            "EVIDENCE_URL 要写成 s3://桶/前缀?endpoint=https://…&region=…，不写就存文件夹"
        )
    return text


def _base_url(text: str) -> str:
    parts = urlsplit(text)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.path.strip("/"):
        raise BadSetting("PUBLIC_BASE_URL 要写成 https://域名，后面不带路径")
    return text.rstrip("/")


def _messenger(text: str, sms_url: str) -> str:
    if text not in ("off", "log", "sms") and "://" not in text:
        raise BadSetting("MESSENGER 要写成 off、log、sms 或一个 Apprise 地址（如 wecombot://…）")
    if text == "sms" and not sms_url.startswith(("http://", "https://")):
        raise BadSetting("MESSENGER=sms 还要设置 SMS_URL（https://…）")
    return text


def _print_worker(text: str) -> str:
    if text not in ("start", "timer"):
        raise BadSetting("PRINT_WORKER 要写成 start（门户自己开始印）或 timer（只由定时器印）")
    return text


def _json_object(name: str, text: str) -> str:
    try:
        if text and not isinstance(json.loads(text), dict):
            raise ValueError
    except ValueError:
        raise BadSetting(f"{name} 要写成一个 JSON 对象") from None
    return text


def _words(name: str, text: str) -> dict[str, str]:
    words = json.loads(_json_object(name, text) or "{}")
    if any(not isinstance(said, str) or len(said) > 20 for said in words.values()):
        raise BadSetting(f"{name} 里的每个词要写成文字，最多 20 个字")
    return dict(words)


def _number(name: str, text: str) -> int:
    if not (text.isascii() and text.isdigit()):
        raise BadSetting(f"{name} 要写成数字")
    return int(text)


def _limit(name: str, text: str) -> int:
    """A rule of the office's own for groups, of which 0 would be a mistake."""
    limit = _number(name, text)
    if not limit:
        raise BadSetting(f"{name} 要写 1 或更大的数字")
    return limit


def _days(name: str, text: str) -> int:
    days = _number(name, text)
    if not 1 <= days <= 250:
        raise BadSetting(f"{name} 要写 1 到 250 个工作日")
    return days


def _targets(text: str) -> tuple[int, int, int]:
    parts = text.split("/")
    if len(parts) != 3:
        raise BadSetting("OFFICE_TARGETS 要写成三个工作日数，比如 1/3/15")
    contact, decide, finish = (_days("OFFICE_TARGETS", part.strip()) for part in parts)
    return contact, decide, finish


def _bulk_limit(text: str) -> int:
    limit = _number("BULK_LIMIT", text)
    if not 1 <= limit <= 1000:
        raise BadSetting("BULK_LIMIT 要写 1 到 1000 件")
    return limit


def _staff_messenger(text: str) -> str:
    if text and "://" not in text:
        raise BadSetting("STAFF_MESSENGER 要写成一个 Apprise 地址（如 wecombot://…），不写就不发")
    return text


def _retention(text: str, source: str) -> tuple[tuple[str, str], ...]:
    """What is kept how long, in pairs; without a source nothing is purged."""
    if not text:
        return ()
    pairs = [part.partition("=") for part in text.replace("，", ",").split(",")]
    periods = tuple((name.strip(), period.strip().lower()) for name, _, period in pairs)
    if not all(name in KEPT and PERIOD.fullmatch(period) for name, period in periods):
        raise BadSetting(
            "RETENTION 要写成 complaint=10y,draft=30d 这样（y 年、m 月、d 天），可写的有 "
            + "、".join(KEPT)
        )
    if not source:
        raise BadSetting("设了 RETENTION，还要在 RETENTION_SOURCE 写明保存年限的依据（文件、文号）")
    return periods
