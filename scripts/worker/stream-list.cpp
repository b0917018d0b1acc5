// libsrtp's list of the streams of a session (stream_list_priv.h), by SSRC. Its own is a linked list: in a meeting of 25
// each packet to each person walked down dozens of streams, a memory access each, which was 7 % of the worker's CPU.
#include <absl/container/flat_hash_map.h>
#include <cstdint>
#include <new>
#include <utility>
#include <vector>

#include "stream_list_priv.h"

struct srtp_stream_list_ctx_t_
{
	absl::flat_hash_map<uint32_t, srtp_stream_t> streams;
};

srtp_err_status_t srtp_stream_list_alloc(srtp_stream_list_t* list)
{
	*list = new (std::nothrow) srtp_stream_list_ctx_t_();

	return *list ? srtp_err_status_ok : srtp_err_status_alloc_fail;
}

srtp_err_status_t srtp_stream_list_dealloc(srtp_stream_list_t list)
{
	if (!list->streams.empty())
	{
		return srtp_err_status_fail;
	}

	delete list;

	return srtp_err_status_ok;
}

srtp_err_status_t srtp_stream_list_insert(srtp_stream_list_t list, srtp_stream_t stream)
{
	list->streams.insert_or_assign(stream->ssrc, stream);

	return srtp_err_status_ok;
}

srtp_stream_t srtp_stream_list_get(srtp_stream_list_t list, uint32_t ssrc)
{
	const auto it = list->streams.find(ssrc);

	return it == list->streams.end() ? nullptr : it->second;
}

void srtp_stream_list_remove(srtp_stream_list_t list, srtp_stream_t stream)
{
	list->streams.erase(stream->ssrc);
}

// The callback may remove the stream that it is given.
void srtp_stream_list_for_each(srtp_stream_list_t list, int (*callback)(srtp_stream_t, void*), void* data)
{
	std::vector<srtp_stream_t> streams;

	streams.reserve(list->streams.size());

	for (const auto& [ssrc, stream] : list->streams)
	{
		streams.push_back(stream);
	}

	for (auto* stream : streams)
	{
		if (callback(stream, data) != 0)
		{
			break;
		}
	}
}
