import { type ClusterDelivery, type DeliveredUnit, waitFor } from '../model/cluster-delivery.ts';
import { type Step, tell } from './step.ts';

/** What of an application a cluster has, and for what it waits. */
export interface ApplicationDelivery {
  readonly has: DeliveredUnit | undefined;
  readonly wants: DeliveredUnit | undefined;
  /** Why and until when it stays as it is; undefined: nothing keeps it. */
  readonly wait: string | undefined;
}

/** What concerns an application of what was delivered to a cluster. */
export function deliveryOfApplication(application: string, delivery: ClusterDelivery): ApplicationDelivery {
  const isAsked = (unit: DeliveredUnit) => unit.application === application;
  const has = delivery.has.find(isAsked);
  const wants = delivery.wants.find(isAsked);
  const unit = wants ?? has;
  const wait = unit && has?.key !== wants?.key ? waitFor(delivery, unit) : undefined;
  return { has, wants, wait: wait?.text };
}

/** Which content the cluster has, which it is to get, and why it does not have that yet. */
export function deliverySteps({ has, wants, wait }: ApplicationDelivery): Step[] {
  if (!has && !wants) return [];
  const isCurrent = has?.key === wants?.key;
  const delivered = tell(
    'delivered',
    isCurrent,
    has ? `the cluster has ${contentText(has)}` : 'the cluster does not have it',
  );
  if (isCurrent) return [delivered];
  const why = wait ?? 'nothing holds it back, the next deploy brings it';
  return [delivered, tell('waiting', false, `${goalText(has, wants)}: ${why}`)];
}

function goalText(has: DeliveredUnit | undefined, wants: DeliveredUnit | undefined): string {
  if (!wants) return 'to leave';
  return has?.content === wants.content ? 'for other variables, or another order' : `for ${contentText(wants)}`;
}

function contentText({ variant, content }: DeliveredUnit): string {
  return `variant ${variant} (${content})`;
}
