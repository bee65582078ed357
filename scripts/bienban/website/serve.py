"""A preview on this machine: MkDocs' own server, bound to loopback, rebuilt on every change."""

from __future__ import annotations

import logging
from pathlib import Path

from mkdocs.commands.serve import serve as mkdocs_serve
from mkdocs.exceptions import MkDocsException

from bienban.errors import BienbanError
from bienban.vocabulary import Audience
from bienban.website.config import CONFIG_FILE, check_sources
from bienban.website.plugin import BienbanPlugin

HOST = "127.0.0.1"


def serve(root: Path, audience: Audience, port: int) -> None:
    """Serve the site of `root` as `audience` reads it, until interrupted."""
    check_sources(root)
    config = root / CONFIG_FILE
    if not config.is_file():
        message = f"thiếu {CONFIG_FILE} trong «{root}». Cách sửa: chạy «bienban init» để tạo."
        raise BienbanError(message)
    BienbanPlugin.readers = audience
    _speak_vietnamese()
    try:
        mkdocs_serve(str(config), dev_addr=f"{HOST}:{port}")
    except MkDocsException as error:
        message = f"chưa xem được trang: {error}"
        raise BienbanError(message) from error
    except OSError as error:
        message = (
            f"không mở được cổng {port} ({error.strerror}). Cách sửa: chọn cổng khác bằng --cong."
        )
        raise BienbanError(message) from error


class _Stuck(logging.Filter):
    """Says in Vietnamese what MkDocs says in English when a rebuild fails."""

    def filter(self, record: logging.LogRecord) -> bool:
        if "happened during the rebuild" in record.getMessage():
            record.msg, record.args = "Trang chưa đổi; sửa xong lỗi thì trang tự cập nhật.", ()
        return True


def _speak_vietnamese() -> None:
    """Show errors of MkDocs and nothing else of what it logs."""
    handler = logging.StreamHandler()
    handler.setLevel(logging.ERROR)
    handler.addFilter(_Stuck())
    logging.getLogger("mkdocs").addHandler(handler)
