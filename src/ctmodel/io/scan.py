"""Where the values of JSON text are, and which keys recur: what a parser does not tell."""

from collections.abc import Callable, Iterable
from typing import Any, Final, final

from attrs import frozen

from ctmodel.codec.json_pointer import pointer_token, pointer_tree
from ctmodel.io.json_tokens import Tokens

#: The way to a value: that to the object or array that it is in, and its key or index; None at the root.
Way = tuple[Any, str | int] | None
#: What is looked for in a value, by key or index.
_Tree = dict[str, Any]


@frozen
class Place:
    """Where a value is in the text: the indices of its first character and of the one after its last."""

    way: Way
    start: int
    end: int
    #: Where the key begins, for the member of an object.
    key: int | None
    #: Whether the same object has the key more than once, and this is not the first.
    repeated: bool
    #: Whether a pointer leads to the value, or into it.
    wanted: bool

    @property
    def pointer(self) -> str:
        """The JSON pointer of the value; making it takes as long as its keys are."""
        tokens, way = [], self.way
        while way is not None:
            way, key = way
            tokens.append(pointer_token(key) if type(key) is str else str(key))
        return "/".join(["", *reversed(tokens)])


def scan(text: str, found: Callable[[Place], object], pointers: Iterable[str] | None = None) -> None:
    """Call ``found`` with the places of the values of a JSON text that pointers lead to, and of all around them.

    Containers come after what they contain. Repeated values are found as well; without pointers, all values are.

    Raises:
        TokenError: the text is not JSON, or is beyond the limits of the library.
    """
    tokens = Tokens(text)
    tree = _EVERYTHING if pointers is None else pointer_tree(pointers)
    _Scan(tokens, found).value(None, tree, None, repeated=False)
    tokens.finish()


def check(text: str) -> None:
    """See that a text is JSON.

    Raises:
        TokenError: it is not, or is beyond the limits of the library.
    """
    scan(text, lambda _: None, ())


class _Everything(_Tree):
    """What is looked for where everything is."""

    def __bool__(self) -> bool:
        return True

    def get(self, *_: object) -> Any:
        return self


_EVERYTHING: Final = _Everything()


@final
@frozen
class _Scan:
    tokens: Tokens
    found: Callable[[Place], object]

    def value(self, way: Way, tree: _Tree | None, key: int | None, *, repeated: bool) -> None:
        tokens = self.tokens
        start, mark = tokens.index, tokens.mark
        if mark == "{":
            self.members(way, tree)
        elif mark == "[":
            self.items(way, tree)
        else:
            tokens.scalar()
        if tree is not None or repeated:
            self.found(Place(way, start, tokens.end, key, repeated, tree is not None))

    def members(self, way: Way, tree: _Tree | None) -> None:
        names: set[str] = set()
        for name, start, _ in self.tokens.members():
            below = None if tree is None else tree.get(name)
            self.value((way, name), below, start, repeated=name in names)
            names.add(name)

    def items(self, way: Way, tree: _Tree | None) -> None:
        for index in self.tokens.items():
            below = None if tree is None else tree.get(str(index))
            self.value((way, index), below, None, repeated=False)
