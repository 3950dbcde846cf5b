/** Vietnamese. */

import type { Phrases } from './types.js';

export const vi: Phrases = {
  script: 'Latn',
  separator: ' ',
  sentences: [
    'Buổi sáng, khu chợ đầu làng thơm mùi bánh mì mới nướng.',
    'Khi mùa xuân đến, hoa đào nở rộ và mọi người rủ nhau đi chơi.',
    'Quán ăn nhỏ gần nhà ga lúc nào cũng đông khách vì món phở rất ngon.',
    'Dù bận rộn đến đâu, một tách trà nóng cũng giúp lòng nhẹ nhõm hơn.',
    'Hồi nhỏ, cứ đến hè là chúng tôi lại về quê thăm ông bà.',
    'Mưa kéo dài nhiều ngày khiến quần áo phơi mãi không khô.',
    'Ai cũng cần một thời gian để quen với công việc mới.',
    'Tôi đọc lại cuốn sách một lần nữa trước khi trả cho thư viện.',
    'Chiều tối, hàng xóm thường ngồi trước hiên nhà trò chuyện.',
    'Những đêm mùa thu mát mẻ rất thích hợp để đi dạo quanh hồ.',
    'Mỗi khi hẹn bạn bè, tôi luôn cố gắng đến sớm vài phút.',
    'Tan học, bọn trẻ đá bóng ngoài sân cho đến khi trời tối.',
    'Cuối tuần, cả nhà cùng dọn dẹp rồi nấu một bữa cơm thật ngon.',
    'Sáng mùa đông, rời khỏi chiếc chăn ấm quả là điều khó khăn.',
    'Ngày Tết, mọi người quây quần bên nồi bánh chưng và kể chuyện năm cũ.',
    'Nếu có điều gì lo lắng, bạn nên chia sẻ với người mà mình tin tưởng.',
    'Rau trồng trong vườn tuy không đẹp mắt nhưng ăn rất ngọt.',
    'Ngồi trên tàu nhìn ra cửa sổ, ta thấy cánh đồng nối tiếp những ngọn đồi.',
  ],
  headings: [
    'Cuộc sống hằng ngày',
    'Niềm vui bốn mùa',
    'Phố phường quanh ta',
    'Công việc và học tập',
    'Bên mâm cơm gia đình',
  ],
};
