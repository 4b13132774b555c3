const STOP_WORDS = new Set([
  '停止',
  '取消',
  '退出',
  '不弄了',
  '不答了',
  '不想答了',
  '不说了',
  '不想说了',
  '算了',
  'stop',
  'cancel',
  'quit',
  'parar',
  'cancelar',
  'salir',
]);

/** Whether somebody says that they want to stop what they are in the middle of: "停止", "/cancel", "Parar.". */
export function isStopWord(text: string): boolean {
  const word = text.normalize('NFKC').trim().toLowerCase();
  return word === '/cancel' || STOP_WORDS.has(word.replace(/[.!。！]+$/, ''));
}
