/** Spanish. */

import type { Language } from './language.js';

export const es: Language = {
  tag: 'es',
  scripts: ['Latn'],
  close: ['gl', 'pt'],
  functionWords:
    'de la que el en y a los se del las un por con una su para es al lo como más o pero sus le ha me si sin sobre este ya entre cuando todo esta ser son también fue desde muy hasta hay donde quien han ni nos durante todos puede estos mi porque qué algo alguna algunas algunos ante antes así aunque aquí cada casi cual cualquier cuál después ella ellas ellos era eran esa ese eso esos está están estaba había hacer hacia mientras mucho muchos nada nosotros nuestra nuestro otra otro otros poco quién según sea sí solo sólo tanto te tener tiene tienen tu tus unas unos usted ustedes tú',
  ownNames: ['español', 'castellano'],
  forbidsBefore:
    'no nunca jamás sin evita evite evitar ningún ninguna prohibido ni absten* excluy* excluir salvo excepto omite idioma_menos lengua_menos prohibida prohibida prohíb* en_lugar en_vez (?:elimina*|quita*|borra*|suprim*|reemplaz*|sustituy*|retira*)(?!.*_(?:y|por|luego)_)',
  forbidsBehind: 'prohibido prohibidos no_está no_se',
  forbidsNothing: 'no_sé no_recuerdo no_entiendo no_solo no_sólo no_solamente por_qué_no ¿no',
  translates: 'tradu*',
  asks: {
    ways: '(?:al|en|a)_(?:(?:buen|simple)_)?~(?:_(?:antiguo|clásico|moderno|sencillo|coloquial|simplificado|tradicional))? (?:en|a_la)_lengua_~ (?:usa|use|utiliza)_~',
    about:
      '(?:palabra*|frase*|oracion*|oración|expresion*|expresión|refran*|refrán|proverbio*|verbo*|sustantivo*|adjetivo*|término*|gramática|alfabeto|pronunciación|conjugaci*|caracter*|carácter|traducción|traducciones|equivalente*|vocabulario|caso*|artículo*)_(?:(?:\\p{L}+_)?(?:en_|de_|del_|de_la_lengua_))?~(?:a|as|os)?(?![\\p{L}]) (?:glosario|diccionario|lista_de_palabras|vocabulario)_(?:\\p{L}+_)?~ (?:aprender|aprendo|estudiar|estudio|enséñame)_(?:el_)?~!',
    verbs:
      '(?:quiero|quisiera|necesito)(?!_(?!enviar|preguntar|agradecer|felicitar|invitar|(?:leer|ver|oír|tener|recibir)_(?:esto|eso|este|esta|estos|estas|tu|su)_)\\p{L}+[aeií]r(?:me|se|lo|la|los|las)?(?!\\p{L})) pásame traduce traduzca traduzcas traducir* traduzcan tradúce* tradúzca* traducción escribe escriba escriban escribir* escríbe* redacta redacte responde responda respondan responder respónde* respuesta di diga decir dime cómo_(?:se_)?(?:dice|digo|diría|decir) da dame dé deme proporciona* expresa* formula* resum* explica* explíca* describ* repite* repita* cuenta* cuént* muestra* crea* compón* genera* transcrib* cómo qué_(?:es|significa) cuál_es significa ayuda* habla usa use utiliza pon ponga pásalo pasa conjug* declina enseña* enséñ* haz hazme',
    breaks:
      'escrit* hablad* publicad* que_habla* que_está* quien* titulad* redactad* (?:películas|libros|novelas|periódicos|revistas|canciones|podcasts|series|canales|subtítulos|óperas|discos)_?$',
    toldBefore:
      'sigues siguen por_qué(?!_no|.*_(?:dice|llama)) (?<=^_?)si(?!_(?:puedes|es_posible|puede)) (?:ha|has|han|habéis)_\\p{L}+(?:ado|ido|to|cho) respondiste contestaste escribiste (?<!(?:cómo|qué|cuál|que)(?=_).*)(?:está|están|estaba|estaban|era|fue)_?$ (?:difícil|fácil|cuesta)_\\p{L}+r canta cantan',
    please: 'todo por_favor gracias ahora pero también solo sólo mejor entonces otra_vez',
    and: 'y e o u',
  },
  callsOthers: 'la:latín und-Hani:kanji und-Cyrl:cirílico zh:mandarín',
};
