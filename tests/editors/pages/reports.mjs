export const title = 'reports';
export async function run() {}
