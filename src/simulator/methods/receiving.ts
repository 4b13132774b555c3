import type { Call, Context, Method } from '../context.ts';
import { badRequest } from '../errors.ts';
import { booleanParam, integerParam, stringParam } from '../parameters.ts';
import { readAllowed } from '../polling.ts';

export const receivingMethods: Record<string, Method> = {
  getUpdates: ({ polling }, call) => polling.poll(call.params, call.signal),
  setWebhook: (context, call) =>
    stringParam(call.params, 'url') === '' ? removeWebhook(context, call) : setWebhook(context, call),
  deleteWebhook: removeWebhook,
  getWebhookInfo: ({ webhook, updates }) => ({
    url: webhook.target?.url ?? '',
    has_custom_certificate: false,
    pending_update_count: updates.pending.size,
    ...(webhook.target ? { max_connections: webhook.target.maxConnections, ip_address: '127.0.0.1' } : {}),
    ...(webhook.lastError
      ? {
          last_error_date: Math.floor(webhook.lastError.at / 1000),
          last_error_message: webhook.lastError.message,
        }
      : {}),
    ...(updates.allowedKinds ? { allowed_updates: [...updates.allowedKinds] } : {}),
  }),
};

function setWebhook(context: Context, call: Call): boolean {
  const { params } = call;
  const url = stringParam(params, 'url');
  if (!/^https?:\/\//.test(url) || !URL.canParse(url)) {
    throw badRequest('bad webhook: An HTTPS URL must be provided for webhook');
  }
  const secretToken = stringParam(params, 'secret_token');
  if (secretToken.length > 256) throw badRequest('secret token is too long');
  if (!/^[A-Za-z0-9_-]*$/.test(secretToken)) throw badRequest('secret token contains unallowed characters');
  const maxConnections = Math.min(Math.max(integerParam(params, 'max_connections') ?? 40, 1), 100);
  if (params['allowed_updates'] !== undefined) context.updates.allowedKinds = readAllowed(params);
  if (booleanParam(params, 'drop_pending_updates')) context.updates.pending.clear();
  context.polling.abort('terminated by setWebhook request');
  context.polling.isWebhookActive = true;
  context.webhook.start({ url, secretToken, maxConnections });
  return true;
}

function removeWebhook(context: Context, call: Call): boolean {
  if (booleanParam(call.params, 'drop_pending_updates')) context.updates.pending.clear();
  context.polling.isWebhookActive = false;
  context.webhook.stop();
  return true;
}
