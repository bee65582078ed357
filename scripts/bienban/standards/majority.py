"""What a vote must reach, in integers."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Annotated, Self, TypeAlias

from pydantic import BaseModel, ConfigDict, Field, model_validator

from bienban.standards.model import Citation

#: A share of a whole, never none of it and never more than all of it.
Share: TypeAlias = Annotated[Fraction, Field(gt=0, le=1)]

_WORDS = {
    Fraction(1, 2): "nửa",
    Fraction(2, 3): "hai phần ba",
    Fraction(3, 4): "ba phần tư",
}


class Threshold(BaseModel):
    """A majority as data: `more_than: 1/2` or `at_least: 2/3`, exactly one of them."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    more_than: Share | None = None
    at_least: Share | None = None

    @model_validator(mode="after")
    def _exactly_one(self) -> Self:
        if (self.more_than is None) == (self.at_least is None):
            raise ValueError("cần đúng một trong hai khóa more_than, at_least")
        return self

    @property
    def share(self) -> Fraction:
        """The share itself, whichever way it is meant."""
        share = self.more_than or self.at_least
        assert share is not None  # the validator has seen to it
        return share


@dataclass(frozen=True, slots=True)
class Majority:
    """The share of the base that a vote must reach, or pass where `strict`."""

    numerator: int
    denominator: int
    strict: bool
    citation: Citation

    @classmethod
    def of(cls, threshold: Threshold, citation: Citation) -> "Majority":
        """Return the majority that a threshold means."""
        numerator, denominator = threshold.share.as_integer_ratio()
        return cls(numerator, denominator, threshold.more_than is not None, citation)

    def carried(self, for_: int, base: int) -> bool:
        """Return whether `for_` votes carry over `base` members; nothing carries over no base."""
        return base > 0 and for_ >= self.needed(base)

    def needed(self, base: int) -> int:
        """Return the fewest votes that carry over `base` members."""
        product = self.numerator * base
        if self.strict:
            return product // self.denominator + 1
        return -(-product // self.denominator)

    def formula_words(self) -> str:
        """Return the majority in Vietnamese: «quá nửa», «ít nhất hai phần ba»."""
        share = Fraction(self.numerator, self.denominator)
        return f"{'quá' if self.strict else 'ít nhất'} {_WORDS.get(share, str(share))}"

    def formula(self, for_: int, base: int) -> str:
        """Return the sum that decides, true or not, with the sign that holds: «2 × 8 = 16 > 13»."""
        left, right = self.denominator * for_, self.numerator * base
        sign = ">" if left > right else "=" if left == right else "<"
        return f"{_product(self.denominator, for_)} {sign} {_product(self.numerator, base)}"


def _product(factor: int, count: int) -> str:
    return str(count) if factor == 1 else f"{factor} × {count} = {factor * count}"
