sorry-away = Sorry, something is not working on our side. Your message is kept and will be answered as soon as it is repaired.
sorry-failed = Sorry, that did not work. It is our fault, not yours, and we have noted it. Please try once more.
old-button = This button is from an older message.
help = I can do this for you:
    /surveys – answer a survey
    /meetings – see meetings and say whether you come
    /projects – see projects and lend a hand
    /settings – language, your building, and stop or start messages
    /forget – delete everything about you
help-staff = For committee staff:
    /notice – announce a meeting
    /survey – open a survey, see its answers
    /volunteers – projects and the help they need
    /digest – your daily summary
    /team – invite colleagues
help-officer = For the sub-district:
    /admin – communities and invitations
fallback = I did not find anything to do with that, but nothing is lost. Here is what I can do:
menu-surveys = Surveys
menu-meetings = Meetings
menu-projects = Projects
menu-settings = Settings
command-start = Start, or open a link
command-surveys = Answer a survey
command-meetings = Meetings: when, where, are you coming
command-projects = Projects and helping
command-settings = Language and messages
command-help = What I can do
command-notice = Announce a meeting
command-survey = Open a survey, see answers
command-volunteers = Projects and volunteers
command-digest = Your daily summary
command-team = Invite colleagues
command-admin = Communities and invitations
command-board = Connect this group with a project
settings = Your language: { $language }
settings-messages-on = Messages: on
settings-messages-off = Messages: off. You still get answers to what you write.
settings-stop = Stop all messages
settings-resume = Send me messages again
settings-stopped = ✔ I stay quiet from now on. /settings turns messages on again.
settings-resumed = ✔ I will write when there is a survey or a meeting.
forget-ask = Delete everything about you? Your answers, your replies to meetings and your offers of help are removed, and nothing can be brought back.
forget-again = Really delete everything?
forget-yes = Yes, delete everything
forget-really = Delete now
forget-keep = No, keep it
forget-kept = ✔ Nothing was deleted.
forget-done = Everything about you is deleted. This is my last message. Goodbye, and thank you!
staff-only = This is for committee staff. If you are staff, ask the sub-district office for an invitation link.
bot-description = The bell of your courtyard. Notices of meetings, short surveys, and a way to lend a hand. Tap START.
bot-short-description = Rings once, and every neighbour hears it.
