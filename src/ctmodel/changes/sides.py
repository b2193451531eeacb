"""The two versions of a value, each with its place."""

from typing import Any, final

from attrs import frozen

from ctmodel.changes.change import Change, ChangeKind
from ctmodel.codec.json_pointer import pointer_token
from ctmodel.codec.payload import copied
from ctmodel.codec.schema import ABSENT, Kind, Member, PlainObject

#: What the tables say of a value: an object without its own class, the kind of an attribute, or nothing.
Node = PlainObject | Kind | None


@final
@frozen
class Side:
    """The place of a value in one version."""

    pointer: str
    #: The path in the model; None where the model has none.
    path: str | None

    def member(self, key: str, member: Member | PlainObject | None) -> "Side":
        """Return the place of the value of a key. An object without its own class has the path of the one around it."""
        pointer = f"{self.pointer}/{pointer_token(key)}"
        if self.path is None or member is None:
            return Side(pointer, None)
        if isinstance(member, PlainObject):
            return Side(pointer, self.path)
        return Side(pointer, f"{self.path}.{member.attribute}" if self.path else member.attribute)

    def item(self, index: int, position: int) -> "Side":
        """Return the place of an item, with its position among the items that fit."""
        return Side(f"{self.pointer}/{index}", None if self.path is None else f"{self.path}[{position}]")

    def told(self, value: Any, node: Node) -> tuple[str | None, Any, str | None]:
        """Return what a change says of a value here: the path of the attribute that holds it, a copy, the pointer."""
        if value is ABSENT:
            return None, None, None
        is_held = node is not None and not isinstance(node, PlainObject) and node.fits(value)
        return self.path if is_held else None, copied(value), self.pointer


@final
@frozen
class Versions:
    """A value in both versions; ABSENT stands for what one version does not have."""

    old: Any
    new: Any
    old_at: Side
    new_at: Side

    def member(self, key: str, member: Member | PlainObject | None) -> "Versions":
        """Return both versions of the value of a key."""
        return Versions(
            ABSENT if self.old is ABSENT else self.old.get(key, ABSENT),
            ABSENT if self.new is ABSENT else self.new.get(key, ABSENT),
            self.old_at.member(key, member),
            self.new_at.member(key, member),
        )

    def change(self, kind: ChangeKind, node: Node) -> Change:
        """Return the change of the value."""
        old_path, old, old_pointer = self.old_at.told(self.old, node)
        new_path, new, new_pointer = self.new_at.told(self.new, node)
        return Change(kind, old_path, new_path, old, new, old_pointer, new_pointer)
