import type { Group, Person } from '../simulator/types.ts';

/** The people of the sample sub-district. All of them, and their numbers, are made up. */
export const OFFICER: Person = person(1001, '陈光', 'Mr Chen', 'zh-hans', {
  zh: '街道办干部（演示）',
  en: 'Sub-district officer (fictional)',
  es: 'Funcionario del distrito (ficticio)',
});
export const CLERK: Person = person(1002, '张老师', 'Ms Zhang', 'zh-hans', {
  zh: '兴华社区居委会（演示）',
  en: 'Clerk of the Xinghua committee (fictional)',
  es: 'Empleada del comité de Xinghua (ficticia)',
});

const NEW_AUNT = person(1003, '王秀兰', '', 'zh-hans', {
  zh: '65岁，还没加入',
  en: '65, speaks Chinese, has not joined yet',
  es: '65 años, habla chino, aún no se ha unido',
});
const NEW_TOM = person(1004, 'Tom', 'Baker', 'en', {
  zh: '说英语，还没加入',
  en: 'speaks English, has not joined yet',
  es: 'habla inglés, aún no se ha unido',
});
const NEW_ROSA = person(1005, 'Rosa', 'Núñez', 'es', {
  zh: '说西班牙语，还没加入',
  en: 'speaks Spanish, has not joined yet',
  es: 'habla español, aún no se ha unido',
});
const ZHOU = person(1006, '周建国', '', 'zh-hans', {
  zh: '兴华的老住户',
  en: 'long-time resident of Xinghua',
  es: 'vecino de siempre de Xinghua',
});
const ANA = person(1007, 'Ana', 'Ruiz', 'es', {
  zh: '租住在兴华',
  en: 'rents a flat in Xinghua',
  es: 'vive de alquiler en Xinghua',
});
const LIU = person(1008, '刘姐', '', 'zh-hans', {
  zh: '外来务工，住兴华',
  en: 'came from another province, lives in Xinghua',
  es: 'vino de otra provincia, vive en Xinghua',
});

const BOARD_LINE = {
  zh: '二手小店项目组，外来务工',
  en: 'second-hand shop team, migrant worker',
  es: 'equipo de la tienda, trabajadora migrante',
};
const WANG_MEI = person(1011, 'Wang Mei', '', 'zh-hans', BOARD_LINE);
const LI_NA = person(1012, '李娜', '', 'zh-hans', BOARD_LINE);
const ZHAO_FANG = person(1013, '赵芳', '', 'zh-hans', BOARD_LINE);
const SUN_YAN = person(1014, '孙艳', '', 'zh-hans', BOARD_LINE);

export const LEADER: Person = person(1009, '孙大爷', '', 'zh-hans', {
  zh: '兴华社区3号楼楼长',
  en: 'leader of building 3 in Xinghua',
  es: 'responsable del edificio 3 de Xinghua',
});

export const BOARD_MEMBERS = [WANG_MEI, LI_NA, ZHAO_FANG, SUN_YAN];
export const MEMBERS = [ZHOU, ANA, LIU];
export const PEOPLE = [CLERK, NEW_AUNT, NEW_TOM, NEW_ROSA, ZHOU, ANA, LIU, LEADER, ...BOARD_MEMBERS, OFFICER];

export const BOARD_GROUP: Group = {
  id: -5001,
  title: '二手小店 · Second-hand shop',
  type: 'group',
  memberIds: BOARD_MEMBERS.map((member) => member.id),
};

function person(
  id: number,
  firstName: string,
  lastName: string,
  languageCode: string,
  about: NonNullable<Person['about']>,
): Person {
  return { id, firstName, ...(lastName && { lastName }), languageCode, about };
}
