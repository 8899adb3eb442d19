"""Telephone numbers that ring nowhere: ranges which regulators keep free for fiction, then one documented rule.

Ranges: Ofcom (United Kingdom), ARCEP (France), Bundesnetzagentur (Germany), ACMA (Australia), and the line numbers
555-0100 to 555-0199 of the geographic area codes of the United States and Canada (NANPA): about 190,000 numbers. Where
a country's ranges are used up, the next come from the rest of the exchange 555 of the United States, which is assigned
to no subscriber, without 555-1212 (directory assistance) and 555-4334 (reserved): 2.9 million more.
"""

from __future__ import annotations

from dataclasses import dataclass

from graphsvc.synth.shuffling import Shuffle

# International notation, '#' for a free digit; all of these are possible numbers of their country.
RESERVED: dict[str, tuple[str, ...]] = {
    "GB": (
        "+44 7700 900###", "+44 20 7946 0###", "+44 113 496 0###", "+44 114 496 0###", "+44 116 496 0###",
        "+44 117 496 0###", "+44 118 496 0###", "+44 121 496 0###", "+44 131 496 0###", "+44 141 496 0###",
        "+44 151 496 0###", "+44 161 496 0###", "+44 191 498 0###", "+44 28 9649 6###", "+44 29 2018 0###",
    ),
    "FR": (
        "+33 6 39 98 ## ##", "+33 1 99 00 ## ##", "+33 2 61 91 ## ##", "+33 3 53 01 ## ##", "+33 4 65 71 ## ##",
        "+33 5 36 49 ## ##",
    ),
    "DE": (
        "+49 30 23125###", "+49 69 90009###", "+49 40 66969###", "+49 221 4710###", "+49 89 99998###",
        "+49 171 39200##", "+49 176 040690##",
    ),
    "AU": (
        "+61 2 5550 ####", "+61 2 7010 ####", "+61 3 5550 ####", "+61 3 7010 ####",
        "+61 7 5550 ####", "+61 7 7010 ####", "+61 8 5550 ####", "+61 8 7010 ####",
    ),
}  # fmt: skip
AREA_CODES: dict[str, str] = {
    "US": """
    201 202 203 205 206 207 208 209 210 212 213 214 215 216 217 218 219 224 225 228 229 231 234 239 240 248 251 252 253
    254 256 260 262 267 269 270 272 276 281 301 302 303 304 305 307 308 309 310 312 313 314 315 316 317 318 319 320 321
    323 325 330 331 334 336 337 339 346 347 351 352 360 361 385 386 401 402 404 405 406 407 408 409 410 412 413 414 415
    417 419 423 424 425 430 432 434 435 440 442 443 458 469 470 475 478 479 480 484 501 502 503 504 505 507 508 509 510
    512 513 515 516 517 518 520 530 531 534 539 540 541 551 559 561 562 563 567 570 571 573 574 575 580 585 586 601 602
    603 605 606 607 608 609 610 612 614 615 616 617 618 619 620 623 626 630 631 636 641 646 650 651 657 660 661 662 667
    669 678 681 682 701 702 703 704 706 707 708 712 713 714 715 716 717 718 719 720 724 727 731 732 734 737 740 747 754
    757 760 762 763 765 769 770 772 773 774 775 779 781 785 786 801 802 803 804 805 806 808 810 812 813 814 815 816 817
    818 828 830 831 832 843 845 847 848 850 856 857 858 859 860 862 863 864 865 870 872 878 901 903 904 906 907 908 909
    910 912 913 914 915 916 917 918 919 920 925 928 931 936 937 938 940 941 947 949 951 952 954 956 970 971 972 973 978
    979 980 985 989
    """,
    "CA": "204 226 236 249 250 289 306 343 365 403 416 418 431 437 438 450 506 514 519 579 581 587 604 613 647 705 709 "
    "778 780 807 819 825 867 873 902 905",
}
_DIRECTORY_ASSISTANCE, _NATIONAL_RESERVE = 1212, 4334
_LINES = [n for n in range(10_000) if not 100 <= n <= 199 and n not in (_DIRECTORY_ASSISTANCE, _NATIONAL_RESERVE)]


@dataclass(frozen=True, slots=True)
class Number:
    """One number: E.164, the two usual notations, and the region whose national notation it is."""

    e164: str
    international: str
    national: str
    region: str


class PhoneBook:
    """Hands out numbers, each once, in an order that depends on the seed alone."""

    def __init__(self, seed: int) -> None:
        self._ranges = {region: list(patterns) for region, patterns in RESERVED.items()}
        for region, codes in AREA_CODES.items():
            self._ranges[region] = [f"+1 {code}-555-01##" for code in codes.split()]
        self._sizes = {
            region: [10 ** pattern.count("#") for pattern in patterns] for region, patterns in self._ranges.items()
        }
        self._shuffles = {
            region: Shuffle(sum(self._sizes[region]), f"{seed}/phones/{region}") for region in self._ranges
        }
        self._given = dict.fromkeys(self._ranges, 0)
        self._codes = AREA_CODES["US"].split()
        self._further = Shuffle(len(self._codes) * len(_LINES), f"{seed}/phones/further")
        self._further_given = 0

    def take(self, region: str) -> Number:
        """The next number of a region of RESERVED or AREA_CODES; of the 555 exchanges when it has none left."""
        shuffle, given = self._shuffles[region], self._given[region]
        if given == len(shuffle):
            return self._take_further()
        self._given[region] = given + 1
        index = shuffle[given]
        for pattern, size in zip(self._ranges[region], self._sizes[region], strict=True):
            if index < size:
                return _number(pattern, index, region)
            index -= size
        raise AssertionError("the sizes of the ranges add up to the length of the shuffle")

    def _take_further(self) -> Number:
        index = self._further[self._further_given]
        self._further_given += 1
        code, line = divmod(index, len(_LINES))
        return _number(f"+1 {self._codes[code]}-555-####", _LINES[line], "US")


def _number(pattern: str, index: int, region: str) -> Number:
    digits = iter(f"{index:0{pattern.count('#')}d}")
    international = "".join(next(digits) if char == "#" else char for char in pattern)
    calling_code, rest = international.split(" ", 1)
    national = rest if calling_code == "+1" else "0" + rest
    return Number("+" + "".join(filter(str.isdigit, international)), international, national, region)
