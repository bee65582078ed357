"""`bienban build`: check, then site and papers for members and for chi ủy."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from datetime import date
from pathlib import Path

import click

from bienban.checking import Checked, check_workspace
from bienban.cli.base import (
    Command,
    day_option,
    out_folder,
    progress,
    trail_of,
    wants_colour,
    workspace_root,
)
from bienban.errors import BienbanError
from bienban.export.folder import Draft as PapersDraft
from bienban.export.formal import Provenance, provenances
from bienban.export.selection import paper_path
from bienban.export.service import Export, prepare_papers
from bienban.register import Register
from bienban.reporters.text import report as text_report
from bienban.vocabulary import Audience
from bienban.website.build import BuiltSite, build_site
from bienban.website.config import check_sources
from bienban.website.folder import Draft
from bienban.website.loading import register_for, source_of, verdicts_of
from bienban.website.setup import PAPERS
from bienban.website.site import make_site

FOLDERS = {Audience.DANG_VIEN: "site", Audience.CHI_UY: "site-chi-uy"}
"""The name of the folder of the site for each audience."""


@click.command(cls=Command, name="build")
@click.option(
    "--out",
    metavar="THƯ_MỤC",
    type=click.Path(path_type=Path, file_okay=False),
    help="Đặt site/, papers/, site-chi-uy/, papers-chi-uy/ vào đây (mặc định: thư mục của sổ).",
)
@day_option
@click.pass_context
def command(ctx: click.Context, out: Path | None, day: date | None) -> int:
    """Kiểm tra rồi dựng trang web và văn bản DOCX: một bộ cho đảng viên, một bộ cho chi ủy.

    Còn lỗi thì không dựng gì, trang và văn bản đã có giữ nguyên. Chỉ thay khi bộ mới đã đủ.
    """
    root = workspace_root(ctx)
    folder = out_folder(ctx, root, out)
    for kind in (Draft, PapersDraft):  # also where nothing is built, for errors in documents
        kind.recover(folder)
    check_sources(root)
    trail = trail_of(root)
    with progress("Kiểm tra") as tick:
        checked = check_workspace(root, day=day, trail=trail, tick=tick)
    if checked.errors:
        return _refuse(checked)
    with ExitStack() as stack:
        made = list(_make(stack, checked, root, folder))
        for export, draft, site in made:
            export.publish()
            draft.publish()
            _announce(export, draft, site)
    return 0


def _refuse(checked: Checked) -> int:
    """Say what is wrong, and that nothing was touched."""
    colour = wants_colour()
    click.echo(text_report(checked.errors, colour=colour), nl=False)
    click.echo(
        f"Chưa dựng: {len(checked.errors)} lỗi. Trang và văn bản đã có vẫn giữ nguyên.", err=True
    )
    return 1


def _make(
    stack: ExitStack, checked: Checked, root: Path, out: Path
) -> Iterator[tuple[Export, Draft, BuiltSite]]:
    """Yield for each audience its papers and its site, made beside their folders."""
    verdicts = verdicts_of(checked)
    provenance = provenances(checked.trail)
    done: list[Path] = []
    for audience in Audience:
        register = register_for(checked.register, audience)
        export = stack.enter_context(_papers(register, root, audience, out, provenance, done))
        done.append(export.draft_folder)
        draft = stack.enter_context(Draft(out / FOLDERS[audience]))
        with progress("Dựng trang") as tick:
            site = make_site(
                register,
                audience,
                verdicts=verdicts,
                papers_at=_papers_at(export),
                source=source_of(checked),
            )
            built = build_site(root, site, draft, export.draft_folder, tick)
        yield export, draft, built


def _papers(
    register: Register,
    root: Path,
    audience: Audience,
    out: Path,
    provenance: Mapping[str, Provenance] | None,
    done: list[Path],
) -> Export:
    with progress("Xuất văn bản") as tick:
        export = prepare_papers(
            register,
            root,
            audience,
            out,
            provenance=provenance,
            reuse=done,
            progress=tick,
        )
    failures = export.report.failures
    if failures:
        with export:
            reasons = "\n".join(f"{failure.path}: {failure.reason}" for failure in failures)
            message = f"không xuất được {len(failures)} văn bản, chưa thay gì cả:\n{reasons}"
            raise BienbanError(message)
    return export


def _papers_at(export: Export) -> dict[str, str]:
    """Return for each document's path where the site has its paper."""
    made = set(export.report.papers)
    library = [path.removesuffix(".docx") + ".md" for path in made]
    return {document: f"{PAPERS}/{paper_path(document)}" for document in library}


def _announce(export: Export, draft: Draft, site: BuiltSite) -> None:
    papers = export.report
    click.echo(
        f"{draft.target.name}/: {site.pages} trang ({site.rendered} mới, {site.kept} giữ nguyên); "
        f"{papers.folder.name}/: {len(papers.papers)} văn bản "
        f"({len(papers.rendered)} mới, {len(papers.reused)} giữ nguyên)"
    )
