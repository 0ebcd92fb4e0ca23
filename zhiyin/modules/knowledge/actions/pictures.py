"""Pictures of articles."""

from zhiyin.kernel.auth.access import Access
from zhiyin.kernel.db.sessions import WriteSession
from zhiyin.kernel.files.sniffing import BadPictureError
from zhiyin.kernel.files.store import file_key, save_file
from zhiyin.modules.knowledge.bodies import picture_address
from zhiyin.modules.knowledge.schemas.articles import PictureOut


async def keep_picture(session: WriteSession, access: Access, name: str, data: bytes) -> PictureOut:
    """Keeps a picture; it is the caller's alone until a draft that shows it is saved."""
    file = await save_file(session, access.actor, name, data)
    if not file.has_thumb:
        await session.house.files.remove(file_key(file.id))
        raise BadPictureError
    return PictureOut(
        id=file.id, url=picture_address(file.id), width=file.width, height=file.height
    )
