"""The language is named only when it is clear; English is never taken for another one."""

import pytest

from pipeline.facts.language import detect

ENGLISH = (
    "We put the queue in front of the worker because the import took longer than the request may last. "
    "A job that fails is tried three times and then moved to a table that the team looks at in the morning. "
)
PROSE = {
    "es": "Guardamos los pedidos en una cola para que el servicio no pierda los datos cuando la base está lenta, "
    "pero el trabajo se repite hasta tres veces y después queda en una tabla que revisamos cada día con el equipo.",
    "pt": "Guardamos os pedidos em uma fila para que o serviço não perca os dados quando o banco está lento, mas o "
    "trabalho é repetido até três vezes e depois fica em uma tabela que a equipe também revisa pela manhã com calma.",
    "fr": "Nous gardons les commandes dans une file pour que le service ne perde pas les données quand la base est "
    "lente, mais le travail est répété trois fois et reste ensuite dans une table que l'équipe regarde chaque matin.",
    "de": "Wir legen die Aufträge in eine Schlange, damit der Dienst nichts verliert, wenn die Datenbank langsam ist, "
    "aber die Arbeit wird dreimal wiederholt und bleibt dann in einer Tabelle, die das Team am Morgen auch ansieht.",
    "it": "Teniamo gli ordini in una coda perché il servizio non perda i dati quando la base è lenta, ma il lavoro si "
    "ripete tre volte e poi resta in una tabella che la squadra guarda ogni mattina con calma, anche nel weekend.",
    "nl": "We zetten de orders in een rij zodat de dienst niets verliest als de database traag is, maar het werk wordt "
    "drie keer herhaald en blijft dan in een tabel die het team in de ochtend ook nog bekijkt, want dat is niet veel.",
    "tr": "Siparişleri bir kuyrukta tutuyoruz çünkü veritabanı yavaş olduğu zaman servis verileri kaybetmez, ama iş üç "
    "kez tekrar edilir ve sonra ekip için bir tabloda kalır, daha sonra her sabah bu tabloya biz de bakıyoruz, çok az.",
    "vi": "Chúng tôi giữ các đơn hàng trong một hàng đợi để dịch vụ không mất dữ liệu khi cơ sở dữ liệu chậm, và công "
    "việc được lặp lại ba lần rồi sẽ nằm trong một bảng mà nhóm có thể xem vào mỗi buổi sáng với nhau.",
    "ru": "Мы держим заказы в очереди, чтобы сервис не терял данные, когда база работает медленно.",
    "uk": "Ми тримаємо замовлення в черзі, щоб сервіс не втрачав дані, коли база працює повільно і її не видно.",
    "ko": "데이터베이스가 느릴 때 주문을 잃지 않도록 대기열에 보관한다. 실패한 작업은 세 번 다시 시도한다.",
    "ja": "データベースが遅いときに注文を失わないように、キューに保存します。失敗した処理は三回まで再試行します。",
    "zh": "数据库变慢时，我们把订单放进队列，服务就不会丢失数据。失败的任务最多重试三次，然后由团队在早上检查。",
    "ar": "نحتفظ بالطلبات في قائمة انتظار حتى لا تفقد الخدمة البيانات عندما تكون قاعدة البيانات بطيئة",
}


@pytest.mark.parametrize("code", sorted(PROSE))
def test_clear_prose_is_named(code: str) -> None:
    assert detect(PROSE[code]) == code


def test_chinese_with_english_terms_is_chinese() -> None:
    text = "我们使用 Redis 作为 Cache，使用 Kafka 处理 Event，使用 PostgreSQL 保存订单数据，延迟低于 p99 latency 目标。"
    assert detect(text * 5) == "zh"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Hola",
        "El Niño de la Paz",
        ENGLISH,
        ENGLISH + PROSE["fr"],
        ENGLISH * 2 + PROSE["ru"],
        "SELECT id FROM orders WHERE total > 10 " * 20,
        "GET /api/o/de/la { que: 1 } as a_o_de_la " * 20,
        "Redis Kafka PostgreSQL Docker Kubernetes Terraform Grafana " * 20,
        "São Paulo e Rio: the office of the team is in the city and we work with it from there " * 4,
        "你好 " + ENGLISH,
    ],
)
def test_anything_else_is_english(text: str) -> None:
    assert detect(text) == "en"
