"""The verbs of signing in: sign in, be known by a token, sign out, change the password."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from sqlalchemy import Engine

from api.signin import codes, passwords
from api.signin.throttle import Throttle
from api.signin.tokens import LIFE, Claims, Keys
from engine.errors import NotAllowed
from engine.store import accounts
from engine.store.accounts import Account, Session
from engine.store.staff import disabled_at
from engine.store.write import writing

IDLE, WHOLE = timedelta(hours=1), timedelta(hours=12)  # a session's longest pause, and its end
_DEVICE = 160


class NotSignedIn(NotAllowed):
    """Nobody is signed in, or no longer."""

    code = "not_signed_in"


class PasswordToChange(NotAllowed):
    """Signed in with a password that somebody else made; nothing else may be done before."""

    code = "password_to_change"


@dataclass(frozen=True, slots=True)
class Credentials:
    """What somebody types to sign in; `address` and `device` are where from."""

    staff: str
    password: str
    code: str = ""
    address: str = ""
    device: str = ""


@dataclass(frozen=True, slots=True)
class Signing:
    """Accounts and sessions over one database; `clock` gives the present moment.

    `demo`: the published password of the demo province is taken. Everywhere else it opens nothing,
    though an account may still have it.
    """

    engine: Engine
    keys: Keys
    clock: Callable[[], datetime]
    demo: bool = False

    def sign_in(self, given: Credentials) -> Claims:
        """A new session; one refusal for whoever is unknown, disabled, or has a wrong password."""
        now, staff = self.clock(), given.staff.strip()
        self._throttle.admit(uuid4(), staff, given.address, now)
        with self.engine.connect() as connection:
            known = accounts.account_of(connection, staff)
            disabled = disabled_at(connection, staff) is not None
        if not self._matches(given.password, known) or known is None or disabled:
            raise _wrong()
        self._check_code(known, given.code, now)
        self._throttle.forgive(staff)
        begun = Session(uuid4(), staff, now, now, None, given.device[:_DEVICE])
        with writing(self.engine) as write:
            accounts.begin_session(write.connection, begun)
        return Claims(staff, begun.id, now + LIFE)

    def known_by(self, token: str | None) -> Claims:
        """Who carries the token; `NotSignedIn` when its session is over.

        The claims carry a fresh life if the token's own has run out: give a new token then.
        """
        now = self.clock()
        claims = self.keys.read(token, now) if token else None
        if claims is None:
            raise NotSignedIn("Bạn chưa đăng nhập. Đăng nhập rồi làm tiếp.")
        with self.engine.connect() as connection:
            session = accounts.session_of(connection, claims.session)
            disabled = disabled_at(connection, claims.staff) is not None
        if session is None or session.staff != claims.staff or disabled or _is_over(session, now):
            raise NotSignedIn("Phiên làm việc đã hết. Đăng nhập lại để làm tiếp.")
        return claims if now < claims.expires_at else self.renewed(claims)

    def renewed(self, claims: Claims) -> Claims:
        """The same session with a fresh life; whoever asks was known by its token."""
        now = self.clock()
        with writing(self.engine) as write:
            accounts.see_session(write.connection, claims.session, now)
        return replace(claims, expires_at=now + LIFE)

    def sign_out(self, staff: str, session: UUID) -> bool:
        """End a session of this person, this one or another."""
        with writing(self.engine) as write:
            return accounts.end_session(write.connection, staff, session, self.clock())

    def sessions(self, staff: str) -> list[Session]:
        with self.engine.connect() as connection:
            return accounts.open_sessions(connection, staff)

    def account(self, staff: str) -> Account | None:
        with self.engine.connect() as connection:
            return accounts.account_of(connection, staff)

    def require_own_password(self, staff: str) -> None:
        """Refuse somebody who still has the password that was handed out to them."""
        known = self.account(staff)
        if known is not None and known.must_change:
            raise PasswordToChange("Mật khẩu này được cấp lần đầu. Đổi mật khẩu rồi làm việc.")

    def change_password(self, staff: str, old: str, new: str, address: str = "") -> None:
        """Replace one's own password; every session of the person is over with it."""
        known = self._proved(staff, old, address)
        passwords.check(new, staff)
        self._keep(replace(known, password=passwords.digest(new), must_change=False))

    def set_password(self, staff: str, password: str, *, must_change: bool = True) -> None:
        """Give somebody a password, by who runs the system."""
        passwords.check(password, staff)
        self._keep(Account(staff, passwords.digest(password), self.clock(), must_change))

    def open_demo(self, staff: list[str]) -> None:
        """Accounts of the demo province: everybody has the published password."""
        with self.engine.connect() as connection:
            known = {one.staff for one in accounts.every_account(connection)}
        without = [one for one in staff if one not in known]
        if not without:
            return
        digest, now = passwords.digest(passwords.DEMO), self.clock()
        fresh = [Account(one, digest, now, must_change=False) for one in without]
        with writing(self.engine) as write:
            accounts.open_accounts(write.connection, fresh)

    def fresh_password(self) -> str:
        """A password to hand out on paper, to be changed at the first sign-in."""
        return secrets.token_urlsafe(12)

    def ask_codes(self, staff: str, secret: str, code: str) -> None:
        """From now on ask for a one-time code too; the code shows that the app has the secret."""
        known, now = self.account(staff), self.clock()
        step = codes.step_of(secret, code, now)
        if known is None or step is None:
            raise NotAllowed("Mã xác thực không đúng. Quét lại mã QR rồi thử.", code="wrong_code")
        self._keep(replace(known, totp_secret=secret, totp_last=None))

    def switch_codes_on(self, given: Credentials, secret: str) -> None:
        """Somebody's own wish, proved by the password; every session is over with it."""
        codes.check_secret(secret)
        self._proved(given.staff, given.password, given.address)
        self.ask_codes(given.staff, secret, given.code)

    def switch_codes_off(self, given: Credentials) -> None:
        """Somebody's own wish, proved by the password and a code of the telephone."""
        known = self._proved(given.staff, given.password, given.address)
        self._check_code(known, given.code, self.clock())
        self.stop_codes(given.staff)

    def stop_codes(self, staff: str) -> None:
        """Ask for no one-time code any more: the telephone is lost."""
        known = self.account(staff)
        if known is not None:
            self._keep(replace(known, totp_secret=None, totp_last=None))

    def _proved(self, staff: str, password: str, address: str) -> Account:
        """The account of somebody who knows its password; who guesses is slowed."""
        self._throttle.admit(uuid4(), staff, address, self.clock())
        known = self.account(staff)
        if not self._matches(password, known) or known is None:
            raise _wrong()
        self._throttle.forgive(staff)
        return known

    def _matches(self, password: str, known: Account | None) -> bool:
        right = passwords.matches(password, known.password if known else None)
        return right and (self.demo or password != passwords.DEMO)

    @property
    def _throttle(self) -> Throttle:
        return Throttle(self.engine, self.keys.secrets[0], "sign_in")

    def _check_code(self, known: Account, code: str, now: datetime) -> None:
        if known.totp_secret is None:
            return
        step = codes.step_of(known.totp_secret, code, now) if code else None
        if step is not None:
            with writing(self.engine) as write:
                if accounts.use_code(write.connection, known.staff, step):
                    return
        raise NotAllowed("Cần mã xác thực 6 số trên điện thoại.", code="code_needed")

    def _keep(self, kept: Account) -> None:
        with writing(self.engine) as write:
            accounts.keep_account(write.connection, replace(kept, changed_at=self.clock()))


def _is_over(session: Session, now: datetime) -> bool:
    return (
        session.ended_at is not None
        or now - session.seen_at > IDLE + LIFE
        or now - session.begun_at > WHOLE
    )


def _wrong() -> NotAllowed:
    return NotAllowed("Tên đăng nhập hoặc mật khẩu không đúng.", code="wrong_credentials")
