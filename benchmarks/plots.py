"""The pictures of the report."""

from __future__ import annotations

from typing import TYPE_CHECKING

import matplotlib as mpl
from matplotlib.figure import Figure
from scores import best_correlation
from scores import reliability as binned

if TYPE_CHECKING:
    from pathlib import Path

    from scores import Found

mpl.rcParams["svg.hashsalt"] = "mmn"  # the same picture for the same figures


def reliability(found: dict[str, list[Found]], file: Path) -> None:
    """How often the first entry is right, over its confidence, by kind of message; on the diagonal a confidence means what it says."""
    figure = Figure(figsize=(5, 4.5), layout="constrained")
    axes = figure.subplots()
    axes.plot([0, 1], [0, 1], color="grey", linestyle=":", label="as it says")
    for name, of_set in found.items():
        bins = binned(of_set)
        axes.plot([said for said, _, _ in bins], [right for _, right, _ in bins], marker="o", label=name)
    axes.set(xlabel="confidence", ylabel="share that is right", xlim=(0, 1), ylim=(0, 1))
    axes.legend()
    figure.savefig(file, metadata={"Date": None})


def correlations(results: dict[str, dict[str, list[Found]]], file: Path) -> None:
    """The best correlation over a threshold of each method, on each other subject."""
    figure = Figure(figsize=(7, 3.5), layout="constrained")
    axes = figure.subplots()
    subjects = list(next(iter(results.values())))
    thick = 0.8 / len(results)
    for row, (method, found) in enumerate(results.items()):
        heights = [best_correlation(found[subject])[0] for subject in subjects]
        axes.bar([place + row * thick for place in range(len(subjects))], heights, thick, label=method.strip("*`"))
    axes.set_xticks([place + 0.4 - thick / 2 for place in range(len(subjects))], subjects)
    axes.set_ylabel("best Matthews correlation")
    axes.legend(fontsize="x-small", loc="upper left", bbox_to_anchor=(1, 1))
    figure.savefig(file, metadata={"Date": None})
