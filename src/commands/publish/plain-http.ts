import { toggle } from '../frame/flags.ts';

export const plainHttp = toggle('--plain-http', 'speak http, not https, also with a registry on another machine');
