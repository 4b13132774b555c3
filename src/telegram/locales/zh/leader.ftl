leader-invite = 请一位楼长
leader-invite-in = 请楼长：{ $community }
leader-which-building = 这位楼长管几号楼？打个数就行，比如：3
leader-left = ✔ 好，谁也没请。
leader-role = { $place }{ $building }号楼楼长
leader-gives = 当了楼长，您能上门替没手机的街坊答调查，也能把手填的单子录进来。别人怎么答的，您看不到。
leader-now = /surveys – 替街坊答调查
leader-help = 楼长用：
    /surveys – 替街坊答调查、打印单子、录单子
