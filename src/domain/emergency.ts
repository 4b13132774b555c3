/** The numbers to call in an emergency at a place. `listening`: somebody to talk to, day and night. */
export interface EmergencyNumbers {
  ambulance: string;
  police: string;
  listening?: string;
}

const EUROPE: EmergencyNumbers = { ambulance: '112', police: '112' };

/**
 * By time zone, or the part of it before the slash. China: 120, 110, and 12356, the one number for mental health since
 * 2025; Spain: 024; United States and Canada: 988; elsewhere 112, which every GSM network puts through.
 */
const BY_ZONE: Record<string, EmergencyNumbers> = {
  'Asia/Shanghai': { ambulance: '120', police: '110', listening: '12356' },
  'Asia/Chongqing': { ambulance: '120', police: '110', listening: '12356' },
  'Asia/Urumqi': { ambulance: '120', police: '110', listening: '12356' },
  PRC: { ambulance: '120', police: '110', listening: '12356' },
  'Asia/Hong_Kong': { ambulance: '999', police: '999' },
  'Asia/Macau': { ambulance: '999', police: '999' },
  'Asia/Taipei': { ambulance: '119', police: '110', listening: '1925' },
  'Asia/Tokyo': { ambulance: '119', police: '110' },
  'Asia/Seoul': { ambulance: '119', police: '112' },
  'Asia/Singapore': { ambulance: '995', police: '999' },
  'Europe/Madrid': { ...EUROPE, listening: '024' },
  'Atlantic/Canary': { ...EUROPE, listening: '024' },
  'Africa/Ceuta': { ...EUROPE, listening: '024' },
  'Europe/London': { ambulance: '999', police: '999', listening: '116 123' },
  'Europe/Dublin': { ...EUROPE, listening: '116 123' },
  'America/New_York': { ambulance: '911', police: '911', listening: '988' },
  'America/Chicago': { ambulance: '911', police: '911', listening: '988' },
  'America/Denver': { ambulance: '911', police: '911', listening: '988' },
  'America/Los_Angeles': { ambulance: '911', police: '911', listening: '988' },
  'America/Toronto': { ambulance: '911', police: '911', listening: '988' },
  'America/Vancouver': { ambulance: '911', police: '911', listening: '988' },
  'America/Bogota': { ambulance: '123', police: '123' },
  'America/Lima': { ambulance: '106', police: '105' },
  'America/Santiago': { ambulance: '131', police: '133' },
  'America/La_Paz': { ambulance: '118', police: '110' },
  'America/Havana': { ambulance: '104', police: '106' },
  'America/Sao_Paulo': { ambulance: '192', police: '190' },
  America: { ambulance: '911', police: '911' },
  Australia: { ambulance: '000', police: '000' },
  'Pacific/Auckland': { ambulance: '111', police: '111' },
};

export function emergencyNumbers(timeZone: string): EmergencyNumbers {
  return BY_ZONE[timeZone] ?? BY_ZONE[timeZone.split('/', 1)[0] ?? ''] ?? EUROPE;
}
