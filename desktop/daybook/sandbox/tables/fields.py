"""The field tables of `crm.*.fields`, one line per field: name, type, flags, and a title where the documents give one.

Sources: https://apidocs.bitrix24.com/api-reference/crm/ (crm-activity-fields, crm-deal-fields, crm-lead-fields,
crm-contact-fields, crm-company-fields). A type `crm_status:STAGE` carries its status list behind the colon.
"""

from daybook.sandbox.tables.field import read_table

CRM_ACTIVITY = read_table(
    """
    ID integer readonly
    OWNER_ID integer immutable | Owner ID
    OWNER_TYPE_ID crm_enum_ownertype immutable | Owner Type
    TYPE_ID crm_enum_activitytype required immutable | Type
    PROVIDER_ID string | Provider ID
    PROVIDER_TYPE_ID string | Provider Type
    PROVIDER_GROUP_ID string | Connector Type
    ASSOCIATED_ENTITY_ID integer readonly | Associated Entity ID
    SUBJECT string required | Subject
    START_TIME datetime | Start
    END_TIME datetime | Deadline
    DEADLINE datetime | Execution Deadline
    COMPLETED char | Completed
    STATUS crm_enum_activitystatus | Status
    RESPONSIBLE_ID user required | Responsible
    PRIORITY crm_enum_activitypriority | Priority
    NOTIFY_TYPE crm_enum_activitynotifytype | Notification Type
    NOTIFY_VALUE integer | Notification Parameter
    DESCRIPTION string | Description
    DESCRIPTION_TYPE crm_enum_contenttype | Description Type
    DIRECTION crm_enum_activitydirection | Direction
    LOCATION string | Location
    CREATED datetime readonly | Creation Date
    AUTHOR_ID user readonly | Created By
    LAST_UPDATED datetime readonly | Last Updated Date
    EDITOR_ID user readonly | Edited By
    SETTINGS object | Settings
    ORIGIN_ID string | External Code
    ORIGINATOR_ID string | External Source
    RESULT_STATUS integer
    RESULT_STREAM integer
    RESULT_SOURCE_ID string
    PROVIDER_PARAMS object | Provider Parameters
    PROVIDER_DATA string | Provider Data
    RESULT_MARK integer
    RESULT_VALUE double
    RESULT_SUM double
    RESULT_CURRENCY_ID string
    AUTOCOMPLETE_RULE integer | Autocomplete
    BINDINGS crm_activity_binding readonly multiple | Bindings
    COMMUNICATIONS crm_activity_communication required multiple | Communication Channel
    FILES diskfile multiple | Files
    WEBDAV_ELEMENTS diskfile multiple deprecated | Added Files
    IS_INCOMING_CHANNEL char readonly
    """
)

CRM_ACTIVITY_COMMUNICATION = read_table(
    """
    ID integer readonly
    ACTIVITY_ID integer readonly | Activity
    ENTITY_ID integer | Entity element ID
    ENTITY_TYPE_ID integer | Entity type
    TYPE string | Type
    VALUE string | Value
    """
)

CRM_DEAL = read_table(
    """
    ID integer readonly
    TITLE string
    TYPE_ID crm_status:DEAL_TYPE
    CATEGORY_ID crm_category immutable
    STAGE_ID crm_status:DEAL_STAGE
    STAGE_SEMANTIC_ID string readonly
    IS_NEW char readonly
    IS_RECURRING char
    IS_RETURN_CUSTOMER char
    IS_REPEATED_APPROACH char
    PROBABILITY integer
    CURRENCY_ID crm_currency
    OPPORTUNITY double
    IS_MANUAL_OPPORTUNITY char
    TAX_VALUE double
    COMPANY_ID crm_company
    CONTACT_ID crm_contact deprecated
    CONTACT_IDS crm_contact multiple
    QUOTE_ID crm_quote readonly
    BEGINDATE date
    CLOSEDATE date
    OPENED char
    CLOSED char
    COMMENTS string
    ASSIGNED_BY_ID user
    CREATED_BY_ID user readonly
    MODIFY_BY_ID user readonly
    MOVED_BY_ID user readonly
    DATE_CREATE datetime readonly
    DATE_MODIFY datetime readonly
    MOVED_TIME datetime readonly
    SOURCE_ID crm_status:SOURCE
    SOURCE_DESCRIPTION string
    LEAD_ID crm_lead readonly
    ADDITIONAL_INFO string
    LOCATION_ID location
    ORIGINATOR_ID string
    ORIGIN_ID string
    UTM_SOURCE string
    UTM_MEDIUM string
    UTM_CAMPAIGN string
    UTM_CONTENT string
    UTM_TERM string
    LAST_ACTIVITY_TIME datetime readonly
    LAST_ACTIVITY_BY user readonly
    """
)

CRM_LEAD = read_table(
    """
    ID integer readonly
    TITLE string
    HONORIFIC crm_status:HONORIFIC
    NAME string
    SECOND_NAME string
    LAST_NAME string
    BIRTHDATE date
    COMPANY_TITLE string
    SOURCE_ID crm_status:SOURCE
    SOURCE_DESCRIPTION string
    STATUS_ID crm_status:STATUS
    STATUS_DESCRIPTION string
    STATUS_SEMANTIC_ID string readonly
    POST string
    ADDRESS string
    ADDRESS_2 string
    ADDRESS_CITY string
    ADDRESS_POSTAL_CODE string
    ADDRESS_REGION string
    ADDRESS_PROVINCE string
    ADDRESS_COUNTRY string
    ADDRESS_COUNTRY_CODE string
    ADDRESS_LOC_ADDR_ID integer
    CURRENCY_ID crm_currency
    OPPORTUNITY double
    IS_MANUAL_OPPORTUNITY char
    OPENED char
    COMMENTS string
    HAS_PHONE char readonly
    HAS_EMAIL char readonly
    HAS_IMOL char readonly
    ASSIGNED_BY_ID user
    CREATED_BY_ID user readonly
    MODIFY_BY_ID user readonly
    MOVED_BY_ID user readonly
    DATE_CREATE datetime readonly
    DATE_MODIFY datetime readonly
    MOVED_TIME datetime readonly
    COMPANY_ID crm_company
    CONTACT_ID crm_contact deprecated
    CONTACT_IDS crm_contact multiple
    IS_RETURN_CUSTOMER char readonly
    DATE_CLOSED datetime readonly
    ORIGINATOR_ID string
    ORIGIN_ID string
    UTM_SOURCE string
    UTM_MEDIUM string
    UTM_CAMPAIGN string
    UTM_CONTENT string
    UTM_TERM string
    LAST_ACTIVITY_TIME datetime readonly
    LAST_ACTIVITY_BY user readonly
    PHONE crm_multifield multiple
    EMAIL crm_multifield multiple
    WEB crm_multifield multiple
    IM crm_multifield multiple
    LINK crm_multifield multiple
    """
)

CRM_CONTACT = read_table(
    """
    ID integer readonly
    HONORIFIC crm_status:HONORIFIC
    NAME string required
    SECOND_NAME string required
    LAST_NAME string required
    PHOTO file
    BIRTHDATE date
    TYPE_ID crm_status:CONTACT_TYPE
    SOURCE_ID crm_status:SOURCE
    SOURCE_DESCRIPTION string
    POST string
    ADDRESS string
    ADDRESS_2 string
    ADDRESS_CITY string
    ADDRESS_POSTAL_CODE string
    ADDRESS_REGION string
    ADDRESS_PROVINCE string
    ADDRESS_COUNTRY string
    ADDRESS_COUNTRY_CODE string
    ADDRESS_LOC_ADDR_ID integer
    COMMENTS string
    OPENED char
    EXPORT char
    HAS_PHONE char readonly
    HAS_EMAIL char readonly
    HAS_IMOL char readonly
    ASSIGNED_BY_ID user
    CREATED_BY_ID user readonly
    MODIFY_BY_ID user readonly
    DATE_CREATE datetime readonly
    DATE_MODIFY datetime readonly
    COMPANY_ID crm_company deprecated
    COMPANY_IDS crm_company multiple
    LEAD_ID crm_lead readonly
    ORIGINATOR_ID string
    ORIGIN_ID string
    ORIGIN_VERSION string
    UTM_SOURCE string
    UTM_MEDIUM string
    UTM_CAMPAIGN string
    UTM_CONTENT string
    UTM_TERM string
    LAST_ACTIVITY_TIME datetime readonly
    LAST_ACTIVITY_BY user readonly
    PHONE crm_multifield multiple
    EMAIL crm_multifield multiple
    WEB crm_multifield multiple
    IM crm_multifield multiple
    LINK crm_multifield multiple
    """
)

CRM_COMPANY = read_table(
    """
    ID integer readonly
    TITLE string required
    COMPANY_TYPE crm_status:COMPANY_TYPE
    LOGO file
    ADDRESS string
    ADDRESS_2 string
    ADDRESS_CITY string
    ADDRESS_POSTAL_CODE string
    ADDRESS_REGION string
    ADDRESS_PROVINCE string
    ADDRESS_COUNTRY string
    ADDRESS_COUNTRY_CODE string
    ADDRESS_LOC_ADDR_ID integer
    ADDRESS_LEGAL string
    REG_ADDRESS string
    REG_ADDRESS_2 string
    REG_ADDRESS_CITY string
    REG_ADDRESS_POSTAL_CODE string
    REG_ADDRESS_REGION string
    REG_ADDRESS_PROVINCE string
    REG_ADDRESS_COUNTRY string
    REG_ADDRESS_COUNTRY_CODE string
    REG_ADDRESS_LOC_ADDR_ID integer
    BANKING_DETAILS string
    INDUSTRY crm_status:INDUSTRY
    EMPLOYEES crm_status:EMPLOYEES
    CURRENCY_ID crm_currency
    REVENUE double
    OPENED char
    COMMENTS string
    HAS_PHONE char readonly
    HAS_EMAIL char readonly
    HAS_IMOL char readonly
    IS_MY_COMPANY char
    ASSIGNED_BY_ID user
    CREATED_BY_ID user readonly
    MODIFY_BY_ID user readonly
    DATE_CREATE datetime readonly
    DATE_MODIFY datetime readonly
    CONTACT_ID crm_contact multiple
    LEAD_ID crm_lead readonly
    ORIGINATOR_ID string
    ORIGIN_ID string
    ORIGIN_VERSION string
    UTM_SOURCE string
    UTM_MEDIUM string
    UTM_CAMPAIGN string
    UTM_CONTENT string
    UTM_TERM string
    LAST_ACTIVITY_TIME datetime
    LAST_ACTIVITY_BY user
    LAST_COMMUNICATION_TIME string readonly
    PHONE crm_multifield multiple
    EMAIL crm_multifield multiple
    WEB crm_multifield multiple
    IM crm_multifield multiple
    LINK crm_multifield multiple
    """
)

# What a smart process holds; crm.item.fields of a dynamic type, in the spelling of the older tables.
DYNAMIC_ITEM = read_table(
    """
    ID integer readonly
    XML_ID string
    TITLE string
    CREATED_BY_ID user readonly
    MODIFY_BY_ID user readonly
    MOVED_BY_ID user readonly
    DATE_CREATE datetime readonly
    DATE_MODIFY datetime readonly
    MOVED_TIME datetime readonly
    CATEGORY_ID crm_category
    OPENED char
    STAGE_ID crm_status
    PREVIOUS_STAGE_ID string readonly
    BEGINDATE date
    CLOSEDATE date
    COMPANY_ID crm_company
    CONTACT_ID crm_contact
    CONTACT_IDS crm_contact multiple
    OPPORTUNITY double
    IS_MANUAL_OPPORTUNITY char
    TAX_VALUE double
    CURRENCY_ID crm_currency
    SOURCE_ID crm_status
    SOURCE_DESCRIPTION string
    ASSIGNED_BY_ID user
    LAST_ACTIVITY_TIME datetime readonly
    LAST_ACTIVITY_BY user readonly
    UTM_SOURCE string
    UTM_MEDIUM string
    UTM_CAMPAIGN string
    UTM_CONTENT string
    UTM_TERM string
    """
)
