leader-invite = Invite a building leader
leader-invite-in = Building leader: { $community }
leader-which-building = Which building does this person lead? Just the number, for instance 3.
leader-left = ✔ Nobody was invited.
leader-role = the building leaders of { $place }, building { $building }
leader-gives = You could then ask neighbours who have no phone, and type in sheets filled in by hand. You see no answers but those you write down.
leader-now = /surveys – ask a neighbour
leader-help = For building leaders:
    /surveys – ask a neighbour, print a sheet, type sheets in
