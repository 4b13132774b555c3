project-list = Projects in your community:
project-none = There is no project in your community yet. I will write when there is something to do.
project-no-community = Projects belong to a community. Choose yours first.
project-choose-community = Choose my community
project-page-previous = ⬅ Previous
project-page-next = Next ➡
project-goal = What for: { $goal }
project-stage = How far: { $stage }
project-stage-raised = raised by residents
project-stage-discussed = being discussed
project-stage-decided = decided together
project-stage-doing = being done
project-stage-judged = done, residents judge it
project-role = { $role }: { $accepted } of { $needed } found
project-role-and = { $found }. { $more }
project-role-team = { $found }, { $waiting }
project-role-waiting = { $waiting ->
    [0] nobody waiting
    [one] 1 waiting for an answer
   *[other] { $waiting } waiting for an answer
}
project-role-full = Enough helpers for now.
project-role-closed = Not looking for helpers now.
project-own-waiting = Your offer is with the team.
project-own-accepted = You are helping here.
project-for-the-team = For the team
project-team-list = Projects and the help they need:
project-team-none = There is no project yet.
project-new = New project
project-new-in = New project: { $community }
project-show-waiting = Show who waits ({ $waiting })
project-show-links = Links to share
project-links = { $project }: links to share
project-invite-board = Invite board members
project-connect-group = Connect the team's group
project-close-role = Stop looking: { $role }
project-reopen-role = Look again: { $role }
project-next-stage = Next stage: { $stage }
project-stage-is = Now: { $stage }
project-connect-how = How to connect the team's group with { $project }:
    1. Add { $bot } to your group.
    2. Send the line below in that group. It works once, within 7 days.
    From then on every new volunteer is shown there, without a name.
project-ask-title = A new project. What is it called?
project-ask-goal = What is it good for? One sentence that residents will read.
project-ask-role = What help does it need first? Name the task, for example "Shop helper".
project-ask-needed = How many people are needed for that? A number from 1 to 500.
project-stop = Stop, no project
project-stopped = ✔ Stopped. No project was made; what you wrote stands above if you need it again.
project-say-in-words = Please write it as text.
project-too-long = That is { $length } characters, and up to { $most } fit. Please say it shorter.
project-how-many-unclear = I could not read one number from 1 to 500 in that.
project-created = ✔ { $project } is open to residents. Next: invite the team, so that somebody answers the volunteers.
project-not-yours = There is no such project.
