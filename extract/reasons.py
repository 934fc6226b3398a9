"""The names under which pages are rejected, quarantined or flagged."""

from enum import StrEnum


class Reason(StrEnum):
    """Why a record is what it is. Members of one block share an effect on the outcome."""

    # rejected: there is no article on the page
    EMPTY_BODY = "empty_body"
    NOT_HTML = "not_html"
    TOO_LARGE = "too_large"
    UNREADABLE_INPUT = "unreadable_input"
    EXTRACTOR_FAILED = "extractor_failed"
    NO_ARTICLE = "no_article"
    LIST_PAGE = "list_page"
    EMPTY_SHELL = "empty_shell"
    LOGIN_WALL = "login_wall"
    DELETED_NOTICE = "deleted_notice"
    PICTURE_ONLY = "picture_only"
    VIDEO_ONLY = "video_only"
    STUB = "stub"
    PARKED = "parked"
    SPAM_ONLY = "spam_only"

    # quarantined: there is an article, and its text can't be vouched for
    UNREPAIRABLE_DAMAGE = "unrepairable_damage"
    SPAM_LEFT = "spam_left"
    WORDS_REPLACED = "words_replaced"

    # soft: the article stands, and a reader should know
    NO_TITLE = "no_title"
    NO_DATE = "no_date"
    DATE_CONFLICT = "date_conflict"
    DATE_IN_FUTURE = "date_in_future"
    YEAR_INFERRED = "year_inferred"
    CHARSET_CONFLICT = "charset_conflict"
    BYTES_REPLACED = "bytes_replaced"
    BODY_UNCERTAIN = "body_uncertain"
    SITE_COMPROMISED = "site_compromised"
