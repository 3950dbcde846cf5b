/** Spanish. */

import type { Phrases } from './types.js';

export const es: Phrases = {
  script: 'Latn',
  separator: ' ',
  sentences: [
    'Por la mañana, el mercado huele a pan recién hecho y a fruta madura.',
    'Cuando llega la primavera, las plazas se llenan de gente que sale a pasear.',
    'En el pequeño bar de la esquina preparan la mejor tortilla del barrio.',
    'Incluso en un día complicado, una taza de café ayuda a descansar un poco.',
    'De niños pasábamos todos los veranos en el pueblo de los abuelos.',
    'Después de varios días de lluvia, la ropa no se seca de ninguna manera.',
    'Siempre hace falta algo de tiempo para acostumbrarse a un trabajo nuevo.',
    'Leí el libro otra vez antes de devolverlo a la biblioteca.',
    'Al caer la tarde, los vecinos sacan las sillas a la calle y conversan.',
    'Las noches de otoño son frescas y muy agradables para caminar.',
    'Intento llegar unos minutos antes cuando quedo con un amigo.',
    'Después de clase, los niños juegan a la pelota en el patio.',
    'Los fines de semana ordenamos la casa y cocinamos algo especial.',
    'En las mañanas de invierno cuesta mucho salir de la cama.',
    'En las fiestas del pueblo bailan juntos los mayores y los pequeños.',
    'Si algo te preocupa, es mejor hablar con una persona de confianza.',
    'Las verduras de la huerta no son perfectas, pero tienen mucho sabor.',
    'Desde la ventana del tren se ve cómo los campos se convierten en montañas.',
  ],
  headings: [
    'La vida diaria',
    'El paso de las estaciones',
    'Por las calles de la ciudad',
    'El trabajo y la escuela',
    'Alrededor de la mesa',
  ],
};
