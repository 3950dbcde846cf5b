const t=process.hrtime.bigint; const ms=(a)=>Number(t()-a)/1e6;
let a=t(); const d=await import('./dist/detectors/index.js'); console.log('import',ms(a).toFixed(1));
a=t(); const p=d.policyFor('ja'); console.log('policy',ms(a).toFixed(1));
a=t(); d.detect('値段を посмотреть しましょう。',p); console.log('detect',ms(a).toFixed(1));
a=t(); d.detect('値段を посмотреть しましょう。',p); console.log('again',ms(a).toFixed(1));
