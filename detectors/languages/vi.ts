/** Vietnamese. */

import type { Language } from './language.js';

export const vi: Language = {
  tag: 'vi',
  scripts: ['Latn'],
  marks: 'ạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹơư',
  functionWords:
    'và của là các có trong được cho một với không người để những này khi đó từ đã như cũng về bạn nhiều thể làm vào ra sẽ đến tôi việc hơn năm rất nhưng theo trên lại hoặc bằng họ cần sự tại nên phải vì nếu',
  ownNames: ['tiếng Việt'],
  forbidsBefore: 'không đừng tránh cấm',
  forbidsBehind: 'bị_cấm',
};
