"""Files in a bucket of S3-compatible storage; imported only where one is used."""

from storages.backends.s3 import S3Storage

from catalog.storage import InMemoryForPreviews


class KeptInBucket(InMemoryForPreviews, S3Storage):  # type: ignore[misc]  # it has no types
    """Files under the same names as on a disk."""
