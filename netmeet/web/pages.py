"""Every blueprint of netmeet, in the order of the menu."""

from flask import Blueprint

from netmeet.web.cases.views import bp as cases
from netmeet.web.danger.views import bp as danger
from netmeet.web.help.views import bp as help_pages
from netmeet.web.home.views import bp as home
from netmeet.web.sign_in.views import bp as sign_in
from netmeet.web.unsaved.views import drafts, kept

BLUEPRINTS: tuple[Blueprint, ...] = (home, sign_in, kept, drafts, cases, danger, help_pages)
