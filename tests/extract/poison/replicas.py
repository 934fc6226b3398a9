"""Pages of our own in the shape of the ones that kits copy."""

PARAGRAPHS = (
    "记者从市政协获悉，八月二十日，全市政协系统召开专题协商会，围绕社区养老服务体系建设问题深入讨论。",
    "“我们走访了十二个街道，听到的意见很实在。”市政协委员陈晓兰说，基层最关心的是经费和人员。",
    "会议认为，要发挥专门协商机构的作用，把协商成果转化为发展实绩，为经济社会高质量发展贡献力量。",
    "与会同志表示，后续将联合有关部门，对照规划目标，推动网络平台、数据系统与乡镇服务站互联互通。",
    "“这里的问题在于干部不熟悉业务，关系理不顺。”区里负责同志介绍，年内还要开展两轮培训。",
    "据了解，今年以来，全市已收集社情民意信息三百余条，其中二十七条得到市领导批示并转有关单位办理。",
)
TITLE = "市政协召开养老服务专题协商会"


def page(paragraphs: tuple[str, ...] = PARAGRAPHS, title: str = TITLE) -> str:
    body = "\n".join(f"<p>{text}</p>" for text in paragraphs)
    return (
        f'<html><head><title>{title}</title><link href="/a.css"></head>\n<body>\n'
        '<div class="nav"><a href="/">首页</a> <a href="/zx/">协商议政</a></div>\n'
        f'<h1>{title}</h1>\n<div class="info">来源：人民政协报</div>\n'
        f'{body}\n<div class="foot">版权所有</div>\n</body></html>'
    )
