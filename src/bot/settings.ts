import { Composer } from 'grammy';
import { chooseLocale, forgetResident, setPaused } from '../db/residents.ts';
import { isLocale } from '../domain/locale.ts';
import { translator } from '../telegram/i18n.ts';
import { setPersonalCommands } from '../telegram/commands.ts';
import { forgetConfirmation, forgetQuestion, settingsContent } from '../telegram/views/menu.ts';
import { sentence } from '../telegram/views/onboarding.ts';
import { isForgetWord } from '../text/forget-words.ts';
import type { BotContext } from './context.ts';
import { ownBuildings } from './own-building.ts';
import { reply, rewritePressed } from './reply.ts';
import { onButtons } from './route.ts';

/** /settings, /stop and /forget: language, building, silence, and leaving without a trace. */
export function settings(): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.command('settings', async (ctx) => await showSettings(ctx));
  composer.command('stop', async (ctx) => await stopMessages(ctx));
  composer.command('forget', async (ctx) => reply(ctx, forgetQuestion(ctx.scope.t)));
  composer.on('message:text', async (ctx, next) => {
    if (!isForgetWord(ctx.message.text)) return await next();
    reply(ctx, forgetQuestion(ctx.scope.t));
  });
  composer.use(onButtons('menu', { settings: async (ctx) => await showSettings(ctx) }));
  composer.use(
    onButtons('settings', {
      lang: async (ctx, [locale]) => {
        if (!isLocale(locale)) return;
        const { tx, now, effects, powers } = ctx.scope;
        await chooseLocale(tx, ctx.from.id, locale, now);
        ctx.scope.locale = locale;
        ctx.scope.t = translator(locale);
        rewritePressed(ctx, sentence(ctx.scope.t, 'language-chosen'));
        effects.push(setPersonalCommands(ctx.from.id, ctx.scope.t, powers));
      },
      stop: async (ctx) => await stopMessages(ctx),
      resume: async (ctx) => {
        if (ctx.scope.resident) await setPaused(ctx.scope.tx, ctx.scope.resident.id, null);
        rewritePressed(ctx, sentence(ctx.scope.t, 'settings-resumed'));
      },
    }),
  );
  composer.use(
    onButtons('forget', {
      yes: async (ctx) => rewritePressed(ctx, forgetConfirmation(ctx.scope.t)),
      keep: async (ctx) => rewritePressed(ctx, sentence(ctx.scope.t, 'forget-kept')),
      really: async (ctx) => {
        if (ctx.scope.resident) await forgetResident(ctx.scope.tx, ctx.scope.resident, ctx.scope.now);
        rewritePressed(ctx, sentence(ctx.scope.t, 'forget-done'));
      },
    }),
  );
  return composer;
}

async function showSettings(ctx: BotContext): Promise<void> {
  const { t, resident } = ctx.scope;
  reply(ctx, settingsContent(t, resident?.isPaused ?? false, await ownBuildings(ctx)));
}

async function stopMessages(ctx: BotContext): Promise<void> {
  const { tx, now, resident, t } = ctx.scope;
  if (resident) await setPaused(tx, resident.id, now);
  reply(ctx, sentence(t, 'settings-stopped'));
}
