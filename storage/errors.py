"""What can go wrong between the program and its bucket.

    StorageError
    ├── NotConfigured
    ├── BucketUnreachable
    ├── AccessDenied
    ├── BucketMissing
    ├── BucketFull
    ├── Unsupported
    ├── ObjectMissing
    ├── ObjectConflict
    ├── DigestMismatch
    ├── TableBusy
    ├── TurnTaken
    ├── NothingStaged
    ├── NotLoaded
    ├── PartDamaged
    ├── ClockBehind
    ├── SpoolFull
    ├── ValidationFailed
    ├── SchemaBroken
    ├── StoreNotStarted
    └── PortInUse

The text of each says what to do next, and holds no credentials. The names say what went wrong,
without the suffix that N818 asks for.
"""

# ruff: noqa: N818


class StorageError(Exception):
    """Base of all errors that this package raises by itself."""


class NotConfigured(StorageError):
    """The environment names no bucket, or only half of the credentials."""


class BucketUnreachable(StorageError):
    """Nothing that speaks S3 answers at the endpoint."""


class AccessDenied(StorageError):
    """The server knows the keys not at all, or doesn't let them do this."""


class BucketMissing(StorageError):
    """The endpoint answers and has no such bucket."""


class BucketFull(StorageError):
    """The server has no room, or a quota is used up."""


class Unsupported(StorageError):
    """The server lacks what keeps two writers from harming each other."""


class ObjectMissing(StorageError):
    """A key that something refers to is not in the bucket."""


class ObjectConflict(StorageError):
    """A create-only key is there already, with other content."""


class DigestMismatch(StorageError):
    """Stored bytes are not those that were written."""


class TableBusy(StorageError):
    """Other writers won every attempt to commit to a table."""


class TurnTaken(StorageError):
    """Another run holds what may be done by one at a time."""


class NothingStaged(StorageError):
    """A run was to be loaded, and no site of it has a complete part."""


class NotLoaded(StorageError):
    """A run was to be released, and was never loaded to its end."""


class PartDamaged(StorageError):
    """A staged file can't be read: it is cut short, or not of a schema that this program knows."""


class ClockBehind(StorageError):
    """By this machine's clock, what the bucket holds is yet to come, or its server is wrong."""


class SpoolFull(StorageError):
    """The local disk that a crawl's files grow on has no room."""


class ValidationFailed(StorageError):
    """A loaded run broke a check; what was published before stays in place."""


class SchemaBroken(StorageError):
    """The records no longer fit the schema that the bucket's readers were given."""


class StoreNotStarted(StorageError):
    """The embedded server didn't come up; the text ends with its last lines."""


class PortInUse(StorageError):
    """The port asked for, or one that the server derives from it, is taken."""
