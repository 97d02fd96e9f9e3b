"""flask keys: the encryption keys, made, changed and retired."""

import sys

import click
from flask.cli import AppGroup
from tqdm import tqdm

from portal.cli.setting import settings
from portal.extensions import db
from portal.models.engine import reading
from portal.services import keys as key_service

keys = AppGroup("keys", help="加密密钥")


@keys.command("init")
def init_keys() -> None:
    """生成密钥文件；已有就不动"""
    path = settings().keys_path
    made = key_service.make_keys(path)
    click.echo(f"{'已生成' if made else '已有'}密钥文件 {path}（请另外备份，丢了数据打不开）")


@keys.command("rotate")
def rotate_keys() -> None:
    """换一把新的数据密钥，并把已存的内容改用新密钥加密"""
    path, commit = settings().keys_path, db.session.commit
    with reading():
        total = key_service.count_sealed(db.session)
    commit()
    with tqdm(total=total, unit="行", file=sys.stderr) as bar:
        count = key_service.rotate(db.session, path, commit, bar.update)
    click.echo(f"已换新密钥，{count} 处内容重新加密。")
    click.echo("各台主机都换上新密钥文件以后，运行 flask keys retire 去掉旧的。")


@keys.command("retire")
def retire_keys() -> None:
    """去掉旧的数据密钥"""
    left = key_service.retire(db.session, settings().keys_path, db.session.commit)
    click.echo(f"旧密钥已去掉（补做 {left} 处）")
