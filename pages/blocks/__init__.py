"""What an editor builds a page from. A block holds no citizens' data."""

from pages.blocks.body import BodyBlock
from pages.blocks.report import DecisionBlock, FigureBlock

__all__ = ["BodyBlock", "DecisionBlock", "FigureBlock"]
