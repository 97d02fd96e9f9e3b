"""Telling a chat of the staff what a command has found, if the office has one."""

import click

from portal.cli.setting import settings
from portal.services import messengers
from portal.services.messengers import UnknownMessenger


def tell_staff(text: str) -> None:
    """The notices are kept whatever the chat does; a failure is told to whoever runs the timer."""
    address = settings().staff_messenger
    if not address:
        return
    try:
        is_told = messengers.tell_group(address, text)
    except UnknownMessenger:
        raise click.ClickException("STAFF_MESSENGER 这个 Apprise 地址看不懂") from None
    if not is_told:
        raise click.ClickException("提醒已记下，但工作群没有发出去")
