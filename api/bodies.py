"""What is sent to us stays within bounds: it is counted while it comes, whatever it claims."""

from fastapi import Request
from starlette.exceptions import HTTPException
from starlette.types import Message, Receive

from engine.store.files import MEBIBYTE

TOO_LARGE = 413
MOST_BYTES = MEBIBYTE  # of a body without files
MOST_WITH_FILES = 200 * MEBIBYTE
MOST_OF_ANYBODY = 50 * MEBIBYTE  # of a form that comes from somebody not signed in (assumption)


def bounded(request: Request, most: int) -> Receive:
    """What comes in, cut off by HTTPException (413) when it is more than `most` bytes."""
    length = request.headers.get("content-length", "")
    if length.isascii() and length.isdigit() and int(length) > most:
        raise HTTPException(TOO_LARGE)
    receive, read = request.receive, 0

    async def counting() -> Message:
        nonlocal read
        message = await receive()
        read += len(message.get("body", b""))
        if read > most:
            raise HTTPException(TOO_LARGE)
        return message

    return counting
