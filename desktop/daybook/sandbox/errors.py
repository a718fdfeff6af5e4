"""Refusals, as a portal words them: `{"error": code, "error_description": text}` with a status.

Clients decide by the code; the status is a hint, because the same code appears under different ones.
Common codes: https://apidocs.bitrix24.com/settings/how-to-call-rest-api/error-codes.html
"""

from collections.abc import Mapping


class ApiError(Exception):
    """One refused call.

    `work_stays` marks the rare refusals after which the portal keeps what it did, such as an e-mail that was stored
    but could not be sent (crm.activity.add).
    """

    def __init__(self, code: str, description: str = "", http: int = 400, *, work_stays: bool = False) -> None:
        super().__init__(code, description)
        self.code = code
        self.description = description
        self.http = http
        self.work_stays = work_stays

    def body(self) -> dict[str, str]:
        """The answer's body."""
        return {"error": self.code, "error_description": self.description}


SYSTEM: Mapping[str, tuple[int, str]] = {
    "INTERNAL_SERVER_ERROR": (500, "Internal server error"),
    "ERROR_UNEXPECTED_ANSWER": (500, "Server returned an unexpected response"),
    "QUERY_LIMIT_EXCEEDED": (503, "Too many requests"),
    "ERROR_BATCH_METHOD_NOT_ALLOWED": (405, "Method is not allowed for batch usage"),
    "ERROR_BATCH_LENGTH_EXCEEDED": (400, "Max batch length exceeded"),
    "NO_AUTH_FOUND": (401, "Wrong authorization data"),
    "INVALID_REQUEST": (400, "Https required"),
    "OVERLOAD_LIMIT": (503, "REST API is blocked due to overload"),
    "ACCESS_DENIED": (403, "REST API is available only on commercial plans"),
    "INVALID_CREDENTIALS": (401, "Invalid request credentials"),
    "insufficient_scope": (403, "The request requires higher privileges than provided by the webhook token"),
    "expired_token": (401, "The access token provided has expired"),
    "user_access_error": (403, "The user does not have access to the application"),
    "PORTAL_DELETED": (500, "Portal was deleted"),
    "OPERATION_TIME_LIMIT": (429, "Method is blocked due to operation time limit."),
    "ERROR_METHOD_NOT_FOUND": (404, "Method not found!"),
    "WRONG_AUTH_TYPE": (403, "Application context required"),
    "METHOD_CONFIRM_WAITING": (401, "Waiting for confirmation"),
    "invalid_token": (401, "Unable to get application by token"),
    "allowed_only_intranet_user": (403, "Action is allowed for intranet users only"),
}


def system(code: str) -> ApiError:
    """A refusal that any method may give, with its usual status and text."""
    http, text = SYSTEM[code]
    return ApiError(code, text, http)


def scope_missing(*, of_application: bool) -> ApiError:
    """The secret was not made for this method; the text names the kind of secret."""
    refusal = system("insufficient_scope")
    if of_application:
        refusal.description = refusal.description.replace("webhook token", "access token")
    return refusal


def missing(name: str) -> ApiError:
    """A required parameter is absent: code "100"."""
    return ApiError("100", f"Could not find value for parameter {{{name}}}")


def mistyped(name: str, value: object, kind: str) -> ApiError:
    """A parameter can't be read as its type: code "100" as well."""
    return ApiError(
        "100", f"Invalid value {{{value}}} to match with parameter {{{name}}}. Should be value of type {kind}."
    )


def denied(text: str = "Access denied.") -> ApiError:
    """The person behind the call may not do this with the CRM item."""
    return ApiError("ACCESS_DENIED", text)


def plain(text: str) -> ApiError:
    """A refusal with an EMPTY code, as crm.activity.add/get/update/delete and crm.deal.* give: only the text tells."""
    return ApiError("", text)
