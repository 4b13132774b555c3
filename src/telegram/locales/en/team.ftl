invitation-role-staff = committee staff of { $place }
invitation-role-board = the team of { $place }
invitation-question = You are invited to join { $role }. Do you accept?
invitation-gives-staff = You could then announce meetings, open surveys and see the answers without names. What you publish is recorded.
invitation-gives-board = You could then answer people who offer to help.
invitation-what-is-kept = If you accept, I keep your Telegram number, your language and this role. /forget deletes it all. Are you 14 or older?
invitation-accept = Yes, accept
invitation-refuse = No
invitation-refused = ✔ All right. The link stays good until it is used or runs out.
invitation-accepted = ✔ You belong to { $role } now. What you can do:
invitation-board-now = /volunteers – see who offers help and answer them
invitation-already = You have accepted this invitation already.
invitation-used = Somebody has used this invitation already; each works once. Please ask for a new one. I have let the inviter know.
invitation-unusable = This invitation does not work: it has run out, or the link is incomplete. Please ask for a new one.
invitation-opened-twice = A second person opened the invitation to { $role }. They were refused. If you did not expect who came in first, please check.
invitation-redeemed = Your invitation to { $role } was accepted.
invitation-forward = You are invited to join { $role }. This link works once, until { $until }:
team-lead = Your teams:
team-community = { $community }: { $staff ->
    [one] 1 colleague
   *[other] { $staff } colleagues
}, { $members ->
    [one] 1 member
   *[other] { $members } members
}
team-board = { $project }: { $members ->
    [0] no team yet
    [one] 1 on the team
   *[other] { $members } on the team
}
team-invite-colleague = Invite a colleague
team-invite-colleague-in = Invite a colleague: { $community }
team-forward-this = Forward the next message to the person you mean, and to nobody else:
team-admin-lead = Communities of the sub-district:
team-admin-none = There is no community yet. Import them first.
team-admin-community = { $community }: { $households ->
    [one] 1 household
   *[other] { $households } households
}, { $members ->
    [one] 1 member
   *[other] { $members } members
}, { $staff } staff
team-admin-community-unknown = { $community }: { $members ->
    [one] 1 member
   *[other] { $members } members
}, { $staff } staff
team-invite-staff = Invite staff: { $community }
team-no-such-community = There is no such community.
