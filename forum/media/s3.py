"""Uploaded files in a private bucket that speaks S3. Imported only if `MEDIA_STORAGE` names one."""

import errno
from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from shutil import copyfileobj
from tempfile import SpooledTemporaryFile

from boto3.exceptions import Boto3Error
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from django.conf import settings
from django.core.files import File
from storages.backends.s3 import S3Storage

from forum.media.storage import StorageUnavailable, address_of

MAX_IN_MEMORY = 1024 * 1024


def _translated(method: Callable) -> Callable:
    """Raises OSError, as the folders do, where boto3 would raise its own errors."""

    @wraps(method)
    def call(*args: object, **options: object) -> object:
        try:
            return method(*args, **options)
        except ClientError as error:
            if _is_missing_file(error):
                raise FileNotFoundError(errno.ENOENT, "No such file in the bucket") from error
            reason = error.response["Error"]["Code"]
            raise StorageUnavailable(errno.EIO, f"The bucket refused: {reason}") from error
        except (BotoCoreError, Boto3Error) as error:
            reason = type(error).__name__
            raise StorageUnavailable(errno.EIO, f"The bucket does not answer: {reason}") from error

    return call


def _is_missing_file(error: ClientError) -> bool:
    status = error.response["ResponseMetadata"]["HTTPStatusCode"]
    return status == HTTPStatus.NOT_FOUND and error.response["Error"]["Code"] != "NoSuchBucket"


def _config(endpoint: str | None) -> Config:
    """Answers or fails within seconds; other servers than Amazon's know neither host names of
    buckets nor new checksums."""
    return Config(
        connect_timeout=3,
        read_timeout=10,
        retries={"total_max_attempts": 2, "mode": "standard"},
        request_checksum_calculation="when_required",
        response_checksum_validation="when_required",
        s3={"addressing_style": "path" if endpoint else "auto"},
    )


class BucketStorage(S3Storage):
    """Files have the addresses of those in a folder: nobody but the site reads the bucket."""

    def __init__(self, **options: object):
        config = _config(options.get("endpoint_url"))
        super().__init__(**options, client_config=config, file_overwrite=False)

    def url(self, name: str) -> str:
        return address_of(settings.MEDIA_URL, name)

    @_translated
    def _open(self, name: str, mode: str = "rb") -> File:
        """The whole file, in one request; files are never opened to be written."""
        answer = self.bucket.Object(self._normalize_name(name)).get()
        content = SpooledTemporaryFile(MAX_IN_MEMORY)  # noqa: SIM115  the caller closes it
        copyfileobj(answer["Body"], content)
        content.seek(0)
        file = File(content, name)
        file.size = answer["ContentLength"]
        return file

    _save = _translated(S3Storage._save)
    delete = _translated(S3Storage.delete)
    exists = _translated(S3Storage.exists)
    listdir = _translated(S3Storage.listdir)
    size = _translated(S3Storage.size)
    get_modified_time = _translated(S3Storage.get_modified_time)
