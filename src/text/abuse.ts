import { fold } from './words.ts';

const INSULTS =
  /混蛋|王八|傻[逼屄叉缺]|滚蛋|滚开|废物|畜生|狗东西|他妈的|吃干饭的|不要脸|去死|\b(?:idiots?|bastards?|assholes?|fuck\w*|morons?|scum|shitheads?|bitch\w*)\b|\b(?:mierda|gilipollas|cabron\w*|hijos? de puta|inutiles|imbecil\w*|ladrones|idiotas?)\b/;
const ADVERTISING =
  /(?:加|扫)(?:我|下)?\s?(?:微信|v信|薇信|vx|wx)|办贷款|贷款.{0,6}到账|秒到账|刷单|代开发票|高仿|返利|点(?:击)?链接|\b(?:casino|viagra|crypto|bitcoin|forex|free money|lucky ?spin|win \$+|prestamos? rapidos?|gana dinero|click here|haz clic)\b/;

/** Whether a text insults or advertises. It is kept and shown to staff, but stands apart and is quoted nowhere else. */
export function isAbusive(text: string): boolean {
  const folded = fold(text);
  return INSULTS.test(folded) || ADVERTISING.test(folded);
}
