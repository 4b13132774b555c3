import type { Composer } from 'grammy';
import { createOpsLogin } from '../db/ops-logins.ts';
import { opsLinkContent } from '../telegram/views/ops.ts';
import type { BotContext, BotDeps } from './context.ts';
import { reply } from './reply.ts';
import { onButtons, toast } from './route.ts';

/** [Queue view] under /admin: a link that signs one officer in, once. */
export function ops(deps: BotDeps): Composer<BotContext> {
  return onButtons('ops', {
    link: async (ctx) => {
      const { tx, t, now, locale, powers, resident } = ctx.scope;
      if (!powers.isOfficer || !resident) return toast(ctx, t('staff-only'));
      const token = await createOpsLogin(tx, resident.id, now);
      const query = new URLSearchParams({ token, lang: locale });
      reply(ctx, opsLinkContent(t, `${deps.webUrl}/ops/login?${query.toString()}`));
    },
  });
}
