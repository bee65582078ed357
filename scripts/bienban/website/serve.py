"""A preview on this machine: MkDocs' own server, bound to loopback, rebuilt on every change."""

from __future__ import annotations

import logging
from pathlib import Path

from mkdocs.commands.serve import serve as mkdocs_serve
from mkdocs.exceptions import MkDocsException

from bienban.errors import BienbanError
from bienban.vocabulary import Audience
from bienban.website.config import CONFIG_FILE, check_config

HOST = "127.0.0.1"


def serve(root: Path, audience: Audience, port: int) -> None:
    """Serve the site of `root` as `audience` reads it, until interrupted."""
    check_config(root)
    config = root / CONFIG_FILE
    if not config.is_file():
        message = f"thiếu {CONFIG_FILE} trong «{root}». Cách sửa: chạy «bienban init» để tạo."
        raise BienbanError(message)
    logging.getLogger("mkdocs").setLevel(logging.ERROR)
    try:
        mkdocs_serve(
            str(config),
            plugins=[{"bienban": {"readers": audience.value}}],
            dev_addr=f"{HOST}:{port}",
        )
    except MkDocsException as error:
        message = f"chưa xem được trang: {error}"
        raise BienbanError(message) from error
    except OSError as error:
        message = (
            f"không mở được cổng {port} ({error.strerror}). Cách sửa: chọn cổng khác bằng --cong."
        )
        raise BienbanError(message) from error
