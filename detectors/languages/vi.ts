/** Vietnamese. */

import type { Language } from './language.js';

export const vi: Language = {
  tag: 'vi',
  scripts: ['Latn'],
  marks: 'ạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹơư',
  functionWords:
    'và của là các có trong được cho một với không người để những này khi đó từ đã như cũng về bạn nhiều thể làm vào ra sẽ đến tôi việc hơn năm rất nhưng theo trên lại hoặc bằng họ cần sự tại nên phải vì nếu',
  ownNames: ['tiếng Việt'],
  forbidsBefore:
    'không đừng tránh cấm chớ hạn_chế kiêng thay_vì (?:xóa|xoá|bỏ|loại_bỏ|gỡ)(?!.*_(?:và|bằng|rồi)_)',
  forbidsBehind: 'bị_cấm',
  forbidsNothing: 'không_biết không_chỉ',
  translates: 'dịch',
  asks: {
    ways: '(?:bằng|sang|thành)_(?:chữ_)?~ (?:hãy_)?(?:dùng|sử_dụng)_~_(?:để|trả|viết) ~_(?:là_gì|nói_(?:thế|như))',
    about:
      '(?:từ|câu|cụm_từ|thành_ngữ|tục_ngữ|ngữ_pháp|động_từ|danh_từ|tính_từ|phát_âm|bảng_chữ_cái|chữ_cái|chữ|bản_dịch|mẫu_câu)_(?:bằng_|trong_|của_)?~ (?:học|dạy_tôi)_~! từ_~_(?:cho|của|nghĩa|có_nghĩa|là)',
    verbs:
      'muốn(?!_(?:đọc|xem|học|nghe|hát|nghĩ|hiểu|sống|làm_việc)(?!_(?:câu|đoạn|văn_bản)_này)) dịch viết trả_lời nói đưa diễn_đạt tóm_tắt giải_thích mô_tả lặp_lại kể tạo sáng_tác liệt_kê hãy là_gì thế_nào cần giúp dùng soạn chuyển (?<!muốn_)đọc',
    breaks:
      'được_viết viết_bởi đã_viết nói_được xuất_bản gửi (?:phim|sách|tiểu_thuyết|báo|tạp_chí|bài_hát|podcast|kênh|phụ_đề|truyện)_?$',
    toldBefore:
      'lại_(?:viết|trả_lời|dùng) vẫn (?:tại_sao|vì_sao|(?<=^_?)sao)(?!_không|.*_gọi) (?:nếu|khi)(?!_(?:được|có_thể)) (?:đã|vừa|toàn)_(?:trả_lời|viết|dùng|nói|chuyển) khó_(?:không|lắm) hát',
    toldBehind: 'có_(?:khó|dễ)',
    please: 'tất_cả nhé nha ạ đi làm_ơn vui_lòng xin cảm_ơn giờ bây_giờ thôi cũng nhưng lại',
    and: 'và hoặc hay',
  },
  callsOthers:
    'zh:Tiếng_Hoa zh:Tiếng_Trung_Quốc ko:Tiếng_Hàn_Quốc ja:Tiếng_Nhật_Bản ru:Tiếng_Nga und-Hani:chữ_Hán la:Tiếng_Latinh zh:chữ_Hán',
};
