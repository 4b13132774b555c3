import { describe, expect, test } from 'vitest';
import { alarmsIn, isAlarming } from '../../src/text/alarms.ts';

describe('somebody in danger raises an alarm of the right kind', () => {
  test.each([
    ['suicide', '不想活了'],
    ['suicide', 'I want to end it all'],
    ['suicide', 'no quiero vivir más'],
    ['hunger', '两天没吃饭了'],
    ['hunger', 'we have nothing to eat'],
    ['hunger', 'no hemos comido desde ayer'],
    ['collapse', '老人摔倒了起不来'],
    ['collapse', 'she fell and cannot get up'],
    ['collapse', 'se ha caído y no se puede levantar'],
    ['violence', '他喝醉了就动手打我'],
    ['violence', 'he beats me'],
    ['violence', 'mi marido me pega'],
    ['child_alone', '五岁的孩子一个人锁在家里'],
    ['child_alone', 'the little boy is home alone'],
    ['child_alone', 'hay una niña sola en casa'],
    ['not_seen', '楼上老太太三天没出门了'],
    ['not_seen', 'nobody has seen the old man for days'],
    ['not_seen', 'hace días que no veo al vecino'],
    ['fire_gas', '楼道里有煤气味'],
    ['fire_gas', 'there is a smell of gas'],
    ['fire_gas', 'huele a gas'],
  ])('%s: %s', (kind, text) => {
    expect(alarmsIn(text)).toContain(kind);
    expect(alarmsIn(text.toUpperCase())).toContain(kind);
  });
});

test.each([
  '热死了，空调装不上',
  '累死我了',
  '等公交等得想死你们了',
  '电动车充电，真着火了怎么办',
  '消防通道天天停着车',
  '物业费涨了，要命',
  '打电话没人接',
  '电梯停了，修的人影都没见着',
  "I'm dying for a lift",
  'the noise is killing me',
  'cars block the fire lane',
  'the gas bill is too high',
  'e-bikes are a fire risk',
  'me muero de risa',
  'me muero de frío en casa',
  'aparcan en la salida de incendios',
  'no comment',
  '没意见',
])('a figure of speech or an everyday worry is none: %s', (text) => {
  expect(isAlarming(text)).toBe(false);
});
