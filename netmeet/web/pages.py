"""Every blueprint of netmeet, in the order of the menu."""

from flask import Blueprint

from netmeet.web.account.views import bp as account
from netmeet.web.advocate.views import bp as advocate
from netmeet.web.capacity.views import bp as capacity
from netmeet.web.cases.views import bp as cases
from netmeet.web.danger.views import bp as danger
from netmeet.web.drawings.views import bp as drawings
from netmeet.web.exchange.exports import bp as exports
from netmeet.web.exchange.sheets import bp as sheets
from netmeet.web.exchange.views import bp as exchange
from netmeet.web.help.views import bp as help_pages
from netmeet.web.home.views import bp as home
from netmeet.web.mapping.views import bp as mapping
from netmeet.web.meetings.agenda import bp as meetings
from netmeet.web.network.ties import bp as network
from netmeet.web.outcomes.views import bp as outcomes
from netmeet.web.papers.views import bp as papers
from netmeet.web.readings.mistakes import bp as readings
from netmeet.web.reliance.views import bp as reliance
from netmeet.web.risk.views import bp as risk
from netmeet.web.safer.views import bp as safer
from netmeet.web.sign_in.views import bp as sign_in
from netmeet.web.staff.views import bp as staff
from netmeet.web.supervision.cover import bp as cover
from netmeet.web.supervision.views import bp as supervision
from netmeet.web.unsaved.views import drafts, kept

BLUEPRINTS: tuple[Blueprint, ...] = (
    home,
    sign_in,
    kept,
    drafts,
    cases,
    mapping,
    network,
    readings,
    drawings,
    risk,
    safer,
    reliance,
    outcomes,
    capacity,
    advocate,
    meetings,
    papers,
    exchange,
    sheets,
    exports,
    supervision,
    cover,
    staff,
    account,
    danger,
    help_pages,
)
