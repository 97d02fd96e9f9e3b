"""What went wrong, in one line of Chinese that says what to do: for the commands and the start."""

import errno
from typing import Final

from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError

from config import BadSetting
from portal.content.broken import BrokenContent, Problem
from portal.services.vault import CannotOpen, KeysMissing, KeysUnreadable

# What may happen without a mistake in the program; anything else is one, and keeps its traceback.
EXPECTED: Final = (
    BadSetting,
    BrokenContent,
    CannotOpen,
    DBAPIError,
    KeysMissing,
    KeysUnreadable,
    OSError,
)
PROBLEMS: Final = {
    Problem.BAD_YAML: "不是能读的 YAML",
    Problem.MISSING_KEY: "少了一项",
    Problem.UNKNOWN_KEY: "多了不认识的一项",
    Problem.BAD_VALUE: "这一项的值不对",
    Problem.UNKNOWN_SECTION: "没有这个栏目",
    Problem.TITLE_TOO_LONG: "标题太长",
    Problem.SHORT_TOO_LONG: "一句话回答太长",
    Problem.DUPLICATE_TITLE: "标题和另一页重复",
    Problem.UNKNOWN_LAW: "没有登记这部法",
    Problem.BAD_ARTICLE: "条号写法不对",
    Problem.UNKNOWN_RELATED: "没有这个相关页面",
    Problem.MISSING_PART: "少了一节",
    Problem.MISSING_CAVEAT: "少了各地不同的提醒",
    Problem.FORBIDDEN_PROMISE: "不能这样许诺",
    Problem.FORBIDDEN_PHONE: "这个号码没有核实，不能写",
    Problem.FORBIDDEN_LINK: "不能有这个链接",
    Problem.FORBIDDEN_MARKUP: "不能用这种格式",
}
_OS_WORDS: Final = {
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EROFS: "只能读，不能写",
    errno.ENOSPC: "磁盘满了",
    errno.ENOENT: "找不到",
    errno.EEXIST: "这里要一个文件夹，却是一个文件",
    errno.ENOTDIR: "这里要一个文件夹，却是一个文件",
}
# What SQLite and PostgreSQL say, in small letters, and what that means; the first one counts.
_DATABASE_WORDS: Final = (
    (("no such table", "no such column", "undefinedtable", "undefinedcolumn"),
     "数据库结构不对或还没有建表：先运行 flask db upgrade"),
    (("is locked", "locknotavailable", "deadlockdetected"),
     "数据库正忙，别的命令正在写：等一会儿再运行，这一次没有写完的都没有写入"),
    (("unable to open database file",), "打不开数据库文件：检查 DATA_DIR 或 DATABASE_URL"),
    (("readonly database", "readonlysqltransaction"), "数据库只能读：检查权限，或是不是连到了备库"),
    (("disk is full", "diskfull", "disk i/o error"), "磁盘满了或坏了，没有写进去"),
    (("malformed", "file is not a database"), "数据库文件坏了，请从备份恢复"),
)  # fmt: skip


def one_line(error: Exception) -> str:
    """The line for one of the EXPECTED errors."""
    match error:
        case KeysMissing():
            return f"没有密钥文件 {error.path}：先运行 flask keys init"
        case KeysUnreadable():
            return f"密钥文件 {error.path} 读不了：检查它的权限，坏了就从备份恢复"
        case CannotOpen():
            return "密钥和数据库对不上，请检查 KEY_FILE"
        case BrokenContent():
            fact = f"（{error.fact}）" if error.fact else ""
            return f"权益页 {error.path} 有错：{PROBLEMS[error.problem]}{fact}，改好再启动"
        case DBAPIError():
            return _database(error)
        case OSError(errno=number, filename=name) if number in _OS_WORDS and name:
            return f"{name} 用不了：{_OS_WORDS[number]}；检查 DATA_DIR 等设置里的路径和权限"
    return str(error)


def _database(error: DBAPIError) -> str:
    kind = type(error.orig).__name__
    said = f"{kind} {error.orig}".lower()
    for signs, words in _DATABASE_WORDS:
        if any(sign in said for sign in signs):
            return words
    if isinstance(error, IntegrityError):
        return "和数据库里已有的内容冲突，可能有人同时在改：什么都没有写入，请再运行一次"
    if isinstance(error, OperationalError) or error.connection_invalidated:
        return "连不上数据库，请检查 DATABASE_URL 和数据库服务是否启动"
    state = getattr(error.orig, "sqlstate", None)
    return f"数据库报错（{kind}{f' {state}' if state else ''}），没有写完的都没有写入"
