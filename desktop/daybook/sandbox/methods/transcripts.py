"""What was said in a call, `crm.activity.call.getTranscript`.

https://apidocs.bitrix24.com/api-reference/crm/timeline/activities/activity-base/crm-activity-call-get-transcript.html
"""

from daybook.sandbox import records
from daybook.sandbox.errors import ApiError
from daybook.sandbox.method import Method, Param, Params
from daybook.sandbox.portal import Context


def _get(context: Context, params: Params) -> object:
    activity_id = params.int("activityId")
    bound = records.bindings(context.db, activity_id)
    if not bound:
        raise ApiError("NOT_FOUND", "Element not found")
    if not any(records.may_touch(context.db, context.caller, ref) for ref in bound):
        raise ApiError("ACCESS_DENIED", "Access denied", 403)
    row = context.db.execute("SELECT text FROM transcript WHERE activity_id = ?", (activity_id,)).fetchone()
    return {"transcription": row["text"]} if row else None


METHODS = (Method("crm.activity.call.getTranscript", _get, (Param("activityId", "int", required=True),)),)
